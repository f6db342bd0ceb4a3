import type { CaseResult, ExchangeResult, RunResult } from '../../model/report.ts';
import { type Markup, markup, nothing } from '../../util/escape.ts';
import { firstFew } from '../../util/first-few.ts';
import { number, plural } from '../check-status.ts';
import { memberTable } from './members.ts';
import { picture, placeText, smallPicture } from './picture.ts';
import { type StreamView, streamView } from './stream-view.ts';

/** The maximum number of requests and of files that a run shows. */
const MOST_ROWS = 20;
/** The maximum of the printed text that a run shows, characters of each stream: its end. */
const MOST_PRINTED = 600;

/**
 * The runs of a case. A run is shown with its requests, the picture of its response, its files and its output
 * if it has a scenario or is the last one; the others have a line each, and equal ones share it.
 *
 * @param id The beginning of the anchors in the runs.
 * @param isExample True if the pictures show the members of the archive too.
 */
export function runList({ runs }: CaseResult, id: string, isExample: boolean): readonly Markup[] {
  const lines: { readonly from: number; to: number; readonly text: string }[] = [];
  const pieces: Markup[] = [];
  const flush = () => {
    for (const { from, to, text } of lines.splice(0))
      pieces.push(
        markup`<p class="plain-run"><b>${from === to ? `Run ${from}` : `Runs ${from} to ${to}`}</b> ${text}</p>\n`,
      );
  };
  runs.forEach((run, at) => {
    if (run.scenario === null && at < runs.length - 1) {
      const text = `without a scenario: ${run.ended}, ${plural(run.exchanges.length, 'request')}`;
      const last = lines.at(-1);
      if (last?.text === text) last.to = at + 1;
      else lines.push({ from: at + 1, to: at + 1, text });
    } else {
      flush();
      pieces.push(
        runSection(run, runs.length === 1 ? 'The run' : `Run ${at + 1}`, `${id}.run-${at + 1}`, isExample),
      );
    }
  });
  return pieces;
}

function runSection(run: RunResult, title: string, id: string, isExample: boolean): Markup {
  const scenario = run.scenario === null ? nothing : markup` <code>${run.scenario}</code>`;
  return markup`<details class="run">
<summary><b>${title}</b>${scenario} <span class="ended">${run.ended}</span></summary>
${parameters(run)}
${requests(run.exchanges)}
${streams(run, id, isExample)}
${files(run)}
${printed('Standard output', run.stdout)}${printed('Standard error', run.stderr)}</details>
`;
}

function parameters({ operation, parameters: given, now }: RunResult): Markup {
  const values = Object.entries({ ...given, 'the clock of the server at': now })
    .filter(([name]) => name !== 'now')
    .map(([name, value]) => `${name} ${value}`);
  return markup`<p class="parameters">${[operation, ...values].join(', ')}</p>`;
}

/** The requests; equal consecutive requests share a line. */
function requests(exchanges: readonly ExchangeResult[]): Markup {
  if (exchanges.length === 0) return markup`<p class="none">The client sent no request.</p>`;
  const rows = rowsOf(exchanges);
  const left = rows.length - MOST_ROWS;
  return markup`<ol class="requests">
${rows.slice(0, MOST_ROWS).map(exchangeRow)}</ol>${left > 0 ? markup`<p class="none">The list leaves out ${plural(left, 'more line')}.</p>` : nothing}`;
}

/** Consecutive requests that are equal in everything, with their first and last number. */
interface Row {
  readonly exchange: ExchangeResult;
  readonly from: number;
  to: number;
}

function rowsOf(exchanges: readonly ExchangeResult[]): readonly Row[] {
  const rows: Row[] = [];
  exchanges.forEach((exchange, at) => {
    const last = rows.at(-1);
    if (last !== undefined && JSON.stringify(last.exchange) === JSON.stringify(exchange)) last.to = at + 1;
    else rows.push({ exchange, from: at + 1, to: at + 1 });
  });
  return rows;
}

function exchangeRow({ exchange, from, to }: Row): Markup {
  const { method, target, status, steps } = exchange;
  const many = from === to ? nothing : markup`<b>Requests ${from} to ${to}:</b> `;
  const done = steps.map(({ text, byte }) => {
    const place = byte === null ? nothing : markup` <span class="place">after ${number(byte)} bytes</span>`;
    return markup`<div>The server ${text}${place}.</div>`;
  });
  return markup`<li value="${to}">${many}<code>${method} ${target}</code> <b>${status ?? 'no response'}</b>${done}</li>\n`;
}

/** A picture for each different response; requests with equal responses share one. */
function streams({ exchanges, archive }: RunResult, id: string, isExample: boolean): readonly Markup[] {
  const ways = exchanges.map(({ steps }) => JSON.stringify(steps));
  return exchanges.flatMap((exchange, at) => {
    if (ways.indexOf(ways[at] ?? '') !== at) return [];
    const view = streamView(archive, exchange);
    const places = ways.flatMap((way, other) => (way === ways[at] ? other + 1 : []));
    return view === undefined
      ? []
      : [isExample ? stream(view, `${id}-${at + 1}`, titleOf(places, exchanges.length)) : smallStream(view)];
  });
}

function titleOf(places: readonly number[], of: number): string {
  if (of === 1) return 'The response';
  if (places.length === 1) return `The response to request ${places[0]}`;
  return `The responses to requests ${places.slice(0, -1).join(', ')} and ${places.at(-1)}`;
}

/** The response as a bar, for a case that stands for no finding. */
function smallStream(view: StreamView): Markup {
  return markup`<figure class="stream small">
${smallPicture(view)}
<figcaption>${placeText(view)}</figcaption>
</figure>`;
}

/** The picture with its legend, and the members beside it. */
function stream(view: StreamView, id: string, title: string): Markup {
  return markup`<figure class="stream">
<figcaption><b>${title}</b>; the whole archive has ${number(view.bytes)} bytes in ${plural(view.members, 'member')}</figcaption>
<div class="beside">
<div>${picture(view, id)}
<ul class="legend">
${view.faults.map(({ text, byte }, at) => markup`<li><span class="key fault">${view.faults.length === 1 ? '' : at + 1}</span>${text}${byte > view.bytes ? ` (byte ${number(byte)}, beyond the end of the baseline export)` : ''}</li>\n`)}<li><span class="key hit"></span>${view.struck.name}: the member with the fault, enlarged below</li>
<li><span class="key even"></span><span class="key odd"></span>the other members and the central directory; small members are drawn as one</li>
${view.end === undefined ? nothing : markup`<li><span class="key never"></span>never arrived: ${number(view.bytes - view.end)} bytes</li>\n`}</ul></div>
${memberTable(view, id)}
</div>
</figure>`;
}

function files({ files: left }: RunResult): Markup {
  if (left.length === 0) return markup`<p class="none">The client wrote no file to the output folder.</p>`;
  const items = left.map(({ path, bytes }) => `${path} (${plural(bytes, 'byte')})`);
  return markup`<p class="none">Files in the output folder: <code>${firstFew(items, MOST_ROWS).join(', ')}</code></p>`;
}

function printed(title: string, text: string): Markup {
  if (text === '') return nothing;
  const end = text.slice(-MOST_PRINTED);
  const cut = end === text ? '' : ', its end';
  return markup`<p class="left">${title}${cut}:</p><pre tabindex="0">${end}</pre>\n`;
}
