import { endOf, type Markup, markup, nothing } from '../../util/escape.ts';
import { number } from '../check-status.ts';
import { grouped, type Part, type StreamView } from './stream-view.ts';

/** The maximum number of rows; beyond it, members far from the fault share a row. */
const MOST_ROWS = 60;
const NEIGHBOURS = 8;
const MOST_OF_A_NAME = 42;
const TABLE = /\.(csv|txt)$/i;

/** The members of the archive, with the struck one marked; consecutive attachments share a row. */
export function memberTable(view: StreamView, id: string): Markup {
  const few = grouped(view, ({ name }) => !TABLE.test(name));
  const hit = view.parts.indexOf(view.struck);
  const rows = few.length <= MOST_ROWS ? few : grouped(view, (_, at) => Math.abs(at - hit) > NEIGHBOURS);
  return markup`<div class="members" role="group" aria-labelledby="${id}-m" tabindex="0">
<table>
<caption id="${id}-m">Members of the archive, in bytes</caption>
<thead><tr><th scope="col">Member</th><th scope="col">From</th><th scope="col">To</th><th scope="col">Size</th></tr></thead>
<tbody>
${rows.map((part) => row(part, view))}</tbody>
</table>
</div>`;
}

function row(part: Part, { struck, end }: StreamView): Markup {
  const { name, from, to } = part;
  const kind = part === struck ? 'hit' : end !== undefined && from >= end ? 'never' : '';
  const here = part === struck ? markup` <b>fault here</b>` : nothing;
  const attribute = kind === '' ? nothing : markup` class="${kind}"`;
  return markup`<tr${attribute}><th scope="row">${part.members > 1 ? name : endOf(name, MOST_OF_A_NAME)}${here}</th><td>${number(from)}</td><td>${number(to)}</td><td>${number(to - from)}</td></tr>\n`;
}
