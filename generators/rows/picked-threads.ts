import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import type { Staging } from '../staged.ts';
import type { Stream } from '../stream.ts';
import { ownThread } from './threads-nearby.ts';

export const MOODS = ['positive', 'neutral', 'negative'] as const;

/** The threads that a stream picked in a window, each at most once ever. */
export function* pickedIn(facts: Facts, stream: Stream, window: Window) {
  for (const { ordinal, at } of stream.within(window)) {
    const hash = stream.hash(ordinal);
    const thread = ownThread(facts, ordinal, stream.every, at, hash);
    if (thread) yield { ordinal, at, hash, thread };
  }
}

export function themeId(facts: Facts, themes: Staging, theme: number): string {
  return facts.ids.text('watchTheme', theme, themes.population.cameAt(theme));
}
