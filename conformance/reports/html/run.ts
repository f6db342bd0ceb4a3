import type { ExchangeResult, RunResult } from '../../model/report.ts';
import { type Markup, markup, nothing, type Piece } from '../../util/escape.ts';
import { number, plural } from '../check-status.ts';
import { memberTable } from './members.ts';
import { picture } from './picture.ts';
import { type StreamView, streamView } from './stream-view.ts';

/** The maximum number of requests and of files that a run shows. */
const MOST_ROWS = 50;

/**
 * One run of the client: its parameters, requests and responses, the pictures of the responses, its files and
 * its output.
 */
export function runSection(run: RunResult, place: number, of: number, id: string, open: boolean): Markup {
  const title = of === 1 ? 'The run' : `Run ${place}`;
  const scenario = run.scenario === null ? nothing : markup` <code>${run.scenario}</code>`;
  return markup`<details class="run"${open ? markup` open` : nothing}>
<summary><b>${title}</b>${scenario} <span class="ended">${run.ended}</span></summary>
${parameters(run)}
${requests(run.exchanges)}
${streams(run, id)}
${files(run)}
${printed('Standard output', run.stdout)}${printed('Standard error', run.stderr)}</details>
`;
}

function parameters({ operation, parameters: given, now, scenario }: RunResult): Markup {
  const pairs: [string, string][] = [
    ['operation', operation],
    ...Object.entries(given),
    ["server's clock", now],
    ['scenario', scenario ?? 'none: the server behaves correctly'],
  ];
  return markup`<dl class="parameters">${pairs.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** The requests; equal consecutive requests share a line. */
function requests(exchanges: readonly ExchangeResult[]): Markup {
  if (exchanges.length === 0) return markup`<p class="none">The client sent no request.</p>`;
  const rows = rowsOf(exchanges);
  const left = rows.length - MOST_ROWS;
  return markup`<table class="requests">
<caption>${plural(exchanges.length, 'request')}</caption>
<thead><tr><th scope="col">No.</th><th scope="col">Request</th><th scope="col">Status</th><th scope="col">Effect of the scenario</th></tr></thead>
<tbody>
${rows.slice(0, MOST_ROWS).map(exchangeRow)}</tbody>
</table>${left > 0 ? markup`<p class="none">The table leaves out ${plural(left, 'more line')}.</p>` : nothing}`;
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
  const done: Piece =
    steps.length === 0
      ? 'nothing'
      : steps.map(({ text, byte }) => {
          const place =
            byte === null ? nothing : markup` <span class="place">after ${number(byte)} bytes</span>`;
          return markup`<div>${text}${place}</div>`;
        });
  return markup`<tr><td>${from === to ? from : `${from} to ${to}`}</td><td><code>${method} ${target}</code></td><td>${status ?? 'no response'}</td><td>${done}</td></tr>\n`;
}

/** A picture for each different response; requests with equal responses share one. */
function streams({ exchanges, archive }: RunResult, id: string): readonly Markup[] {
  const ways = exchanges.map(({ steps }) => JSON.stringify(steps));
  return exchanges.flatMap((exchange, at) => {
    if (ways.indexOf(ways[at] ?? '') !== at) return [];
    const view = streamView(archive, exchange);
    const places = ways.flatMap((way, other) => (way === ways[at] ? other + 1 : []));
    return view === undefined ? [] : [stream(view, `${id}-${at + 1}`, titleOf(places, exchanges.length))];
  });
}

function titleOf(places: readonly number[], of: number): string {
  if (of === 1) return 'The response';
  if (places.length === 1) return `The response to request ${places[0]}`;
  return `The responses to requests ${places.slice(0, -1).join(', ')} and ${places.at(-1)}`;
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
  const more = left.length - MOST_ROWS;
  const items = left
    .slice(0, MOST_ROWS)
    .map(({ path, bytes }) => markup`<li><code>${path}</code> ${plural(bytes, 'byte')}</li>\n`);
  return markup`<p class="left">Files in the output folder:</p><ul class="files">
${items}${more > 0 ? markup`<li>${plural(more, 'more file')}</li>\n` : nothing}</ul>`;
}

function printed(title: string, text: string): Markup {
  if (text === '') return nothing;
  return markup`<p class="left">${title}:</p><pre tabindex="0">${text}</pre>\n`;
}
