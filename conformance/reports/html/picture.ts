import { endOf, type Markup, markup, nothing } from '../../util/escape.ts';
import { number } from '../check-status.ts';
import { grouped, type Part, type StreamView } from './stream-view.ts';

/** Adjacent parts below this share of the archive are drawn as one. */
const SMALL = 0.008;
const MOST_PARTS = 40;
/**
 * The vertical positions, in px. Horizontal positions are in per cent, so that texts keep their size on any
 * screen.
 */
const bar = { top: 24, height: 36 } as const;
const zoom = { top: 92, height: 20 } as const;
const HEIGHT = 134;
const MOST_OF_A_NAME = 24;

/**
 * The picture of a response: the bytes of the archive with its members, the positions of the faults, the
 * bytes that never arrived, and below it the struck member, enlarged.
 */
export function picture(view: StreamView, id: string): Markup {
  const { bytes, end } = view;
  const parts = shownParts(view);
  const rest =
    end === undefined
      ? nothing
      : markup`<rect class="void" x="${percent(end, bytes)}" y="${bar.top}" width="${percent(bytes - end, bytes)}" height="${bar.height}"/><rect fill="url(#never)" x="${percent(end, bytes)}" y="${bar.top}" width="${percent(bytes - end, bytes)}" height="${bar.height}"/>`;
  return markup`<svg class="picture" width="100%" height="${HEIGHT}" role="img" aria-labelledby="${id}-t">
<title id="${id}-t">${described(view)}</title>
${parts.map((part, at) => segment(part, at, view))}${rest}<rect class="edge" x="0" y="${bar.top}" width="100%" height="${bar.height}"/>
${enlarged(view)}${view.faults.map((fault, at) => marker(fault.byte, at, view))}
</svg>`;
}

/** The bytes that arrived and those that never did, with the positions of the faults, as a plain bar. */
export function smallPicture(view: StreamView): Markup {
  const { bytes, end, faults, struck } = view;
  const [from, width] = [percent(struck.from, bytes), percent(struck.to - struck.from, bytes)];
  const rest =
    end === undefined
      ? nothing
      : markup`<rect fill="url(#never)" x="${percent(end, bytes)}" y="6" width="${percent(bytes - end, bytes)}" height="14"/>`;
  const lines = faults.map(({ byte }) => percent(Math.min(byte, bytes), bytes));
  return markup`<svg class="picture" width="100%" height="26" aria-hidden="true"><rect class="odd" x="0" y="6" width="100%" height="14"/><rect class="hit" x="${from}" y="6" width="${width}" height="14"/>${rest}${lines.map((x) => markup`<line class="fault" x1="${x}" y1="2" x2="${x}" y2="24"/>`)}</svg>`;
}

/** The content of the picture in words, for screen readers. */
export function described(view: StreamView): string {
  const { bytes, faults } = view;
  const places = faults.map(
    ({ text, byte }) => `The server ${text} after ${number(byte)} of ${number(bytes)} bytes.`,
  );
  return `${places.join(' ')} ${placeText(view)}`;
}

/** The member with the fault, and the bytes that never arrived, in words. */
export function placeText({ bytes, end, struck }: StreamView): string {
  const lost =
    end === undefined ? '' : ` The last ${number(bytes - end)} of ${number(bytes)} bytes never arrived.`;
  return `This position is in ${struck.name}.${lost}`;
}

function shownParts(view: StreamView): readonly Part[] {
  for (let least = SMALL; ; least *= 1.5) {
    const parts = grouped(view, ({ from, to }) => (to - from) / view.bytes < least);
    if (parts.length <= MOST_PARTS || least > 1) return parts;
  }
}

function segment(part: Part, at: number, { bytes, struck }: StreamView): Markup {
  const { name, from, to } = part;
  const kind = part === struck ? 'hit' : at % 2 === 0 ? 'even' : 'odd';
  const [x, width] = [percent(from, bytes), percent(to - from, bytes)];
  const title = `${name}: ${number(to - from)} bytes`;
  return markup`<rect class="${kind}" x="${x}" y="${bar.top}" width="${width}" height="${bar.height}"><title>${title}</title></rect>${label(part, x, width, (to - from) / bytes)}\n`;
}

/**
 * The name in its segment, if a wide screen has room for it; the nested SVG element clips the rest.
 */
function label({ name, members }: Part, x: string, width: string, share: number): Markup {
  const words = members > 1 ? `${number(members)} members` : 'directory';
  const text = members === 1 ? (name.split('/').at(-1) ?? name) : words;
  if (share < [...text].length * 0.0125 + 0.02) return nothing;
  return markup`<svg class="name" x="${x}" y="${bar.top}" width="${width}" height="${bar.height}"><text x="6" y="23">${text}</text></svg>`;
}

/** The struck part, as wide as the whole picture. */
function enlarged({ bytes, struck, end, faults }: StreamView): Markup {
  const size = struck.to - struck.from;
  const at = end ?? faults[0]?.byte ?? 0;
  const came = Math.min(Math.max(at - struck.from, 0), size);
  const [left, right] = [percent(struck.from, bytes), percent(struck.to, bytes)];
  const bottom = bar.top + bar.height;
  const rest =
    end === undefined
      ? nothing
      : markup`<rect class="void" x="${percent(came, size)}" y="${zoom.top}" width="${percent(size - came, size)}" height="${zoom.height}"/><rect fill="url(#never)" x="${percent(came, size)}" y="${zoom.top}" width="${percent(size - came, size)}" height="${zoom.height}"/>`;
  const words = end === undefined ? 'fault after' : 'arrived:';
  const name = endOf(struck.name, MOST_OF_A_NAME);
  return markup`<line class="ray" x1="${left}" y1="${bottom}" x2="0" y2="${zoom.top}"/><line class="ray" x1="${right}" y1="${bottom}" x2="100%" y2="${zoom.top}"/>
<rect class="hit" x="0" y="${zoom.top}" width="100%" height="${zoom.height}"/>${rest}<rect class="edge" x="0" y="${zoom.top}" width="100%" height="${zoom.height}"/><line class="fault" x1="${percent(came, size)}" y1="${zoom.top - 3}" x2="${percent(came, size)}" y2="${zoom.top + zoom.height + 3}"/>
<text class="below" x="0" y="${HEIGHT - 4}">${name}, ${words} ${number(came)} of ${number(size)} bytes</text>`;
}

/** A line through the bar, with the byte position above it; with several faults, the number of the fault. */
function marker(byte: number, at: number, { bytes, faults }: StreamView): Markup {
  const share = Math.min(byte / bytes, 1);
  const x = percent(Math.min(byte, bytes), bytes);
  const text = faults.length === 1 ? `byte ${number(byte)}` : String(at + 1);
  const anchor = share < 0.2 ? 'start' : share > 0.8 ? 'end' : 'middle';
  return markup`<line class="fault" x1="${x}" y1="${bar.top - 8}" x2="${x}" y2="${bar.top + bar.height + 6}"/><text class="byte" x="${x}" y="12" text-anchor="${anchor}">${text}</text>`;
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Number(((100 * part) / whole).toFixed(2))}%`;
}
