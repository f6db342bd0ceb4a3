import type { Exchange } from '../../journal/index.ts';
import { bytes, number, visible } from '../components/format.ts';
import { type Drawing, drawingOf } from './journal-stream-data.ts';
import { endings } from './journal-words.ts';

/** The body of a response as a bar, the steps of the scenario at their bytes, and the members beside it. */
export function Stream({ exchange }: { readonly exchange: Exchange }) {
  const { steps, response, plan } = exchange;
  const drawing = drawingOf(exchange);
  return (
    <div class="stream">
      <Bar exchange={exchange} drawing={drawing} />
      {steps.length > 0 ? (
        <ol class="steps">
          {steps.map(({ do: kind, text, byte, endsBody }, index) => (
            <li key={`${index} ${kind}`}>
              It {visible(text)}
              {byte !== null && (
                <span class="quiet">
                  {' '}
                  — after {bytes(byte)} of the body{placeOf(drawing, index + 1)}
                </span>
              )}
              {endsBody && <span class="quiet">, where the body ends</span>}.
            </li>
          ))}
        </ol>
      ) : (
        <p>{response === null ? 'Nothing was sent.' : 'No step of a scenario took effect.'}</p>
      )}
      {drawing.parts.length > 0 ? (
        <Parts drawing={drawing} />
      ) : (
        plan && <p class="quiet">No member was begun; {number(plan.csvs.length)} CSVs were planned.</p>
      )}
    </div>
  );
}

/** The part of the archive in which a step took effect: `, in Messages.csv`. */
function placeOf({ parts }: Drawing, step: number): string {
  const part = parts.find(({ steps }) => steps.includes(step));
  return part === undefined ? '' : `, in ${visible(part.title)}`;
}

function Bar({
  exchange: { ending },
  drawing: { whole, sent, marks, parts },
}: {
  readonly exchange: Exchange;
  readonly drawing: Drawing;
}) {
  const { tone, text } = endings[ending];
  const at = (byte: number): string => `${(byte / whole) * 100}%`;
  return (
    <>
      <div class="bar-box" role="img" aria-label={`${bytes(sent)} of body. ${text}`}>
        <div class={`bar ${tone}`} style={{ width: at(sent) }} />
        {parts.slice(1).map(({ from }) => (
          <span key={from} class="edge" style={{ left: at(from) }} />
        ))}
        {marks.map(({ number: step, byte }) => (
          <span key={step} class="mark" style={{ left: at(byte) }}>
            {step}
          </span>
        ))}
      </div>
      <p class="quiet scale">
        <span>0</span>
        <span style={{ right: `${100 - (sent / whole) * 100}%` }}>{bytes(sent)}</span>
        {sent < whole && <span>not sent</span>}
      </p>
    </>
  );
}

/** The members, each at its place in the stream; open when a step took effect in one of them. */
function Parts({ drawing: { whole, marks, parts, lost } }: { readonly drawing: Drawing }) {
  const at = (byte: number): string => `${(byte / whole) * 100}%`;
  return (
    <details class="parts-of" open={marks.length > 0}>
      <summary>
        {number(parts.length)} {parts.length === 1 ? 'part' : 'parts'} of the archive
        {lost.length > 0 && `, ${number(lost.length)} CSVs not sent`}
      </summary>
      <ol>
        <li class="names" aria-hidden="true">
          <span>Part</span>
          <span>Place in the stream</span>
          <span class="size from">begins at</span>
          <span class="size">size</span>
        </li>
        {parts.map(({ title, from, to, steps }, index) => (
          <li key={`${index} ${title}`} class={steps.length > 0 ? 'hit' : ''}>
            <bdi class="mono">{visible(title)}</bdi>
            <span class="lane" aria-hidden="true">
              <span class="reach" style={{ left: at(from), width: at(to - from) }} />
              {marks
                .filter((mark) => steps.includes(mark.number))
                .map(({ number: step, byte }) => (
                  <span key={step} class="mark" style={{ left: at(byte) }}>
                    {step}
                  </span>
                ))}
            </span>
            <span class="size from">
              <span class="hidden">begins after </span>
              {number(from)}
            </span>
            <span class="size">{bytes(to - from)}</span>
            {steps.length > 0 && <span class="hidden">, here step {steps.join(' and ')} took effect</span>}
          </li>
        ))}
      </ol>
      {lost.length > 0 && <p class="quiet">Not sent: {lost.map(visible).join(', ')}</p>}
    </details>
  );
}
