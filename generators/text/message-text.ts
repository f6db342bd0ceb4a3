import { below, mix } from '../hash.ts';
import { type Fragment, type Hazard, hazardOf, hazardRecipe, type Place } from './hazards.ts';
import { htmlOf } from './html.ts';
import { type Pools, pick } from './pools.ts';

/** The text of a message in both of its forms. */
export interface MessageText {
  /** Plain text; empty if only a file was posted. */
  readonly body: string;
  /**
   * The same text as one HTML paragraph, made by the rules of `htmlOf`, with web addresses as links; empty if
   * the body is.
   */
  readonly html: string;
}

/**
 * The text of the message with this hash (32 bits), a pure function of all arguments.
 *
 * @param hazard the hazard that the text has; the default is `hazardOf(hash)`.
 * @param suffix a text that is appended with a space, such as mentions and topics; an empty one adds nothing.
 */
export function messageText(
  pools: Pools,
  hash: number,
  hazard: Hazard | 'none' = hazardOf(hash),
  suffix = '',
): MessageText {
  const key = mix(hash, 0x7e87);
  if (hazard === 'none') {
    // Ordinary sentences are their own HTML.
    const text = prose(pools, key);
    // Joined by `+`: a template checks for each part whether it is a string.
    if (suffix === '') return { body: text, html: '<p>' + text + '</p>' };
    return { body: text + ' ' + suffix, html: '<p>' + text + ' ' + htmlOf(suffix) + '</p>' };
  }
  const { place, fragments } = hazardRecipe(hazard);
  const { text, html } = composers[place](pools, key, fragments);
  const body = text === '' || suffix === '' ? text + suffix : `${text} ${suffix}`;
  if (body === '') return { body, html: '' };
  const space = text === '' || suffix === '' ? '' : ' ';
  return { body, html: `<p>${html}${space}${htmlOf(suffix)}</p>` };
}

/** One to four sentences. */
function prose(pools: Pools, key: number): string {
  const { sentences } = pools;
  const mask = sentences.length - 1;
  // Ten bits select the number of sentences, the rest and a second hash select the sentences.
  const count = key >>> 22;
  let text = sentences[key & mask] as string;
  if (count < 200) return text;
  const more = mix(key, 1);
  text = text + ' ' + sentences[more & mask];
  if (count < 560) return text;
  text = text + ' ' + sentences[(more >>> 16) & mask];
  return count < 870 ? text : text + ' ' + sentences[mix(key, 2) & mask];
}

function sentence(pools: Pools, key: number): string {
  return pools.sentences[key & (pools.sentences.length - 1)] as string;
}

type Composer = (pools: Pools, key: number, fragments: readonly Fragment[]) => Fragment;

const composers: Readonly<Record<Place, Composer>> = {
  whole: (_, key, fragments) => pick(fragments, key),

  several: (_, key, fragments) =>
    joined(1 + below(mix(key, 3), 3), ' ', ' ', (index) => pick(fragments, mix(key, index))),

  start: (pools, key, fragments) => {
    const { text, html } = pick(fragments, mix(key, 3));
    const rest = prose(pools, key);
    return { text: text + rest, html: html + rest };
  },

  end: (pools, key, fragments) => {
    const { text, html } = pick(fragments, mix(key, 3));
    const rest = prose(pools, key);
    return { text: rest + text, html: rest + html };
  },

  middle: (pools, key, fragments) => {
    const { text, html } = pick(fragments, mix(key, 3));
    const before = prose(pools, key);
    // One fragment in four ends the message, one in four begins it.
    if ((key & 3) === 0) return { text: `${before} ${text}`, html: `${before} ${html}` };
    if ((key & 3) === 1) return { text: `${text} ${before}`, html: `${html} ${before}` };
    const after = sentence(pools, mix(key, 4));
    return { text: `${before} ${text} ${after}`, html: `${before} ${html} ${after}` };
  },

  join: (pools, key, fragments) => {
    const { text, html } = pick(fragments, mix(key, 3));
    return joined(2 + below(mix(key, 4), 4), text, html, (index) => own(sentence(pools, mix(key, index))));
  },

  long: (pools, key, fragments) => {
    const wanted = 4000 + below(mix(key, 3), 16_000);
    let text = '';
    let html = '';
    for (let index = 4; text.length < wanted; index++) {
      const gap = pick(fragments, mix(key, -index));
      const next = sentence(pools, mix(key, index));
      text = text === '' ? next : text + gap.text + next;
      html = html === '' ? next : html + gap.html + next;
    }
    return { text, html };
  },
};

function joined(count: number, text: string, html: string, next: (index: number) => Fragment): Fragment {
  let all = next(0);
  for (let index = 1; index < count; index++) {
    const part = next(index);
    all = { text: all.text + text + part.text, html: all.html + html + part.html };
  }
  return all;
}

function own(text: string): Fragment {
  return { text, html: text };
}
