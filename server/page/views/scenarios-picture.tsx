import { visible } from '../components/format.ts';
import type { Step, Written } from './scenarios-data.ts';
import { fileOf, parts, placeOf } from './scenarios-places.ts';

/** The rules of a scenario, each in a sentence and as a picture. */
export function Rules({
  rules,
  sentences,
}: {
  readonly rules: Written['rules'];
  readonly sentences: readonly string[];
}) {
  return (
    <>
      {rules.map(({ steps }, index) => {
        const sentence = visible(sentences[index] ?? '');
        return (
          <div key={index} class="rule">
            <p>{sentence}</p>
            <Picture steps={steps} label={sentence} />
          </div>
        );
      })}
    </>
  );
}

/** The response of a rule as a picture: the parts of the stream, and the number of each step at its place. */
function Picture({ steps, label }: { readonly steps: readonly Step[]; readonly label: string }) {
  const file = fileOf(steps);
  const end = steps.find(({ do: kind, end }) => kind === 'stream' && end !== 'complete');
  const cutAt = end === undefined ? 100 : placeOf(end).from;
  return (
    <div class="picture" role="img" aria-label={label}>
      <div class="parts">
        {Object.entries(parts).map(([name, { from, to, title }]) => (
          <span
            key={name}
            class={from >= cutAt ? 'part lost' : 'part'}
            style={{ left: `${from}%`, width: `${to - from}%` }}
          >
            {name === 'member' && file !== undefined ? visible(file) : title}
          </span>
        ))}
        {cutAt < 100 && <span class="cut" style={{ left: `${cutAt}%` }} />}
      </div>
      <div class="marks">
        {steps.map((step, index) => {
          const { from, to } = placeOf(step);
          return (
            <span
              key={`${index} ${step.do}`}
              class={from === to ? 'reach point' : 'reach'}
              style={{ left: `${from}%`, width: `${to - from}%`, top: `${index * 1.3}rem` }}
            >
              {index + 1}
            </span>
          );
        })}
        <span class="room" style={{ height: `${steps.length * 1.3}rem` }} />
      </div>
    </div>
  );
}
