import { useEffect, useState } from 'preact/hooks';
import { call } from '../api.ts';
import type { Listed } from './scenarios-data.ts';
import { type Placed, placed, read } from './scenarios-text.ts';

/** The pause in the typing after which a text is judged, milliseconds. */
const PAUSE_MS = 250;

/** The judgement of the server about the text of a scenario. */
export interface Judged {
  /** The text that was judged; the typing may have gone on. */
  readonly text: string;
  readonly mistakes: readonly Placed[];
  /** The scenario, explained; undefined when its form is wrong. */
  readonly scenario: Listed | undefined;
  /** The reason why the text could not be judged. */
  readonly error?: Error;
}

interface Checked {
  readonly mistakes: readonly { readonly path: string; readonly text: string }[];
  readonly scenario: Listed | null;
}

/** Judges a text when its author pauses; `undefined` until the first result. */
export function useJudged(text: string): Judged | undefined {
  const [judged, setJudged] = useState<Judged>();
  useEffect(() => {
    const ending = new AbortController();
    const timer = setTimeout(() => {
      judge(text, ending.signal).then(setJudged, (error: Error) => {
        if (!ending.signal.aborted) setJudged({ text, mistakes: [], scenario: undefined, error });
      });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [text]);
  return judged;
}

async function judge(text: string, signal: AbortSignal): Promise<Judged> {
  const { value, mistakes } = read(text);
  if (mistakes.length > 0) return { text, mistakes, scenario: undefined };
  const { mistakes: found, scenario } = await call<Checked>('POST', '/check/scenario', {
    body: value,
    signal,
  });
  return { text, mistakes: placed(text, found), scenario: scenario ?? undefined };
}
