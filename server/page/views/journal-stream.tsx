import type { Exchange } from '../../journal/index.ts';
import { bytes, number, visible } from '../components/format.ts';
import { endings } from './journal-words.ts';

/** The body of a response as a bar, the steps of the scenario at their bytes, and the members beside it. */
export function Stream({ exchange }: { readonly exchange: Exchange }) {
  const { steps, plan, ending, response } = exchange;
  const sent = exchange.bytes.body;
  const furthest = Math.max(sent, ...steps.map(({ byte }) => byte ?? 0), 1);
  // A response that was cut goes on in the bar, as what is missing.
  const whole = ending === 'complete' ? furthest : furthest * 1.18;
  const at = (byte: number): string => `${(byte / whole) * 100}%`;
  const marks = steps.flatMap(({ byte, text }, index) => (byte === null ? [] : [{ byte, text, index }]));
  return (
    <div class="stream">
      <div class="bar-box" role="img" aria-label={`${bytes(sent)} of body. ${endings[ending].text}`}>
        <div class={`bar ${endings[ending].tone}`} style={{ width: at(sent) }} />
        {marks.map(({ byte, index }) => (
          <span key={index} class="mark" style={{ left: at(byte) }}>
            {index + 1}
          </span>
        ))}
      </div>
      <p class="quiet scale">
        <span>0</span>
        <span>{bytes(sent)}</span>
      </p>
      {steps.length > 0 ? (
        <ol class="steps">
          {steps.map(({ do: kind, text, byte, endsBody }, index) => (
            <li key={`${index} ${kind}`}>
              It {visible(text)}
              {byte !== null && <span class="quiet"> — after {bytes(byte)} of the body</span>}
              {endsBody && <span class="quiet">, where the body ends</span>}.
            </li>
          ))}
        </ol>
      ) : (
        <p>{response === null ? 'Nothing was sent.' : 'No step of a scenario took effect.'}</p>
      )}
      {plan && (
        <details>
          <summary>
            {number(plan.csvs.length)} files planned
            {plan.attachments ? ', and attachments' : ''}, in this order
          </summary>
          <ol class="members">
            {plan.csvs.map((name) => (
              <li key={name} class="mono">
                {visible(name)}
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  );
}
