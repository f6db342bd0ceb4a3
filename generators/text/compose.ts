import { below, mix } from '../hash.ts';
import type { Fragment, Place } from './hazards.ts';
import { pick } from './pick.ts';

/** The text around the fragments of a hazard. Sentences are their own HTML. */
export interface Context {
  readonly key: number;
  /** The text between two sentences. */
  readonly gap: string;
  /** A mention that must occur; empty for none. `sentences` already has it. */
  readonly mention: string;
  /** The sentences of the message without the hazard, at least one. */
  sentences(): readonly string[];
  /** A further sentence that fits. */
  more(index: number): string;
  /** The paragraphs of a very long message. */
  minutes(): readonly string[];
  /** The sentence that an edit adds; empty for the message as posted. */
  update(): string;
}

/** Puts the fragments of a hazard into their place in a message. */
export function compose(place: Place, fragments: readonly Fragment[], context: Context): Fragment {
  return composers[place](fragments, context);
}

type Composer = (fragments: readonly Fragment[], context: Context) => Fragment;

const composers: Readonly<Record<Place, Composer>> = {
  whole: (fragments, context) => withRest(pick(fragments, context.key), context),

  several: (fragments, context) => {
    const { key } = context;
    const all = joined(1 + below(mix(key, 3), 3), ' ', ' ', (index) => pick(fragments, mix(key, index)));
    return withRest(all, context);
  },

  start: (fragments, context) => {
    const { text, html } = pick(fragments, mix(context.key, 3));
    const rest = textOf(context.sentences(), context.gap);
    return { text: text + rest, html: html + rest };
  },

  end: (fragments, context) => {
    const { text, html } = pick(fragments, mix(context.key, 3));
    const rest = textOf(context.sentences(), context.gap);
    return { text: rest + text, html: rest + html };
  },

  middle: (fragments, context) => {
    const { key, gap } = context;
    const { text, html } = pick(fragments, mix(key, 3));
    const all = context.sentences();
    // One fragment in four ends the message, one in four begins it.
    if ((key & 3) === 0) {
      const head = textOf(all, gap) + ' ';
      return { text: head + text, html: head + html };
    }
    if ((key & 3) === 1) {
      const tail = ' ' + textOf(all, gap);
      return { text: text + tail, html: html + tail };
    }
    const head = all[0] + ' ';
    const tail = ' ' + (all.length > 1 ? textOf(all, gap, 1) : context.more(4));
    return { text: head + text + tail, html: head + html + tail };
  },

  join: (fragments, context) => {
    const { key } = context;
    const { text, html } = pick(fragments, mix(key, 3));
    const all = context.sentences();
    const count = Math.max(all.length, 2 + below(mix(key, 4), 4));
    return joined(count, text, html, (index) => own(all[index] ?? context.more(index)));
  },

  long: (fragments, context) => {
    const { key } = context;
    const wanted = 4000 + below(mix(key, 3), 16_000);
    const all = context.sentences();
    const rest = context.minutes();
    // Joined once: a text of hundreds of parts that grows by `+` is copied piece by piece in the end.
    const texts: string[] = [];
    const htmls: string[] = [];
    for (let index = 0, length = 0; length < wanted; index++) {
      const next = all[index] ?? pick(rest, key + index);
      length += next.length;
      if (index > 0) {
        const gap = pick(fragments, mix(key, -4 - index));
        length += gap.text.length;
        texts.push(gap.text);
        htmls.push(gap.html);
      }
      texts.push(next);
      htmls.push(next);
    }
    return { text: texts.join(''), html: htmls.join('') };
  },
};

/** A body that is the fragment alone, with the mention that the message has, and what an edit adds. */
function withRest(fragment: Fragment, context: Context): Fragment {
  let { text, html } = fragment;
  for (const part of [context.mention, context.update()]) {
    if (part === '') continue;
    const space = text === '' ? '' : ' ';
    text = text + space + part;
    html = html + space + part;
  }
  return { text, html };
}

/** The sentences from a number on as one text; they are few, so that `join` costs more. */
function textOf(sentences: readonly string[], gap: string, from = 0): string {
  let text = sentences[from] as string;
  for (let i = from + 1; i < sentences.length; i++) text = text + gap + sentences[i];
  return text;
}

function joined(count: number, text: string, html: string, next: (index: number) => Fragment): Fragment {
  const first = next(0);
  const all = { text: first.text, html: first.html };
  for (let index = 1; index < count; index++) {
    const part = next(index);
    all.text = all.text + text + part.text;
    all.html = all.html + html + part.html;
  }
  return all;
}

function own(text: string): Fragment {
  return { text, html: text };
}
