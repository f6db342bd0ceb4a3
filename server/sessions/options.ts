import type { OwnScenario } from '../scenarios/index.ts';
import { isRecord } from '../util/came-as.ts';
import type { CheckedOptions, SessionOptions } from './context-options.ts';

export type { CheckedOptions, SessionOptions };

/** The same with the scenario that a name stands for. */
export interface PlayableOptions extends CheckedOptions {
  readonly scenario?: OwnScenario | undefined;
}

/** What of the options is the session's own, and not what it answers from. */
export function pick({ scenario, rateLimit, timeScale }: PlayableOptions) {
  return { scenario, rateLimit, timeScale };
}

/** What a session begins with: what it says, and otherwise what the server was told. */
export function beginning(server: SessionOptions, session: SessionOptions): SessionOptions {
  const said = Object.fromEntries(Object.entries(session).filter(([, value]) => value !== undefined));
  // The numbers that stand instead of a size belong to the size that was told with them.
  const unsized = { users: undefined, messagesPerDay: undefined, start: undefined };
  return {
    ...server,
    ...(session.size === undefined ? {} : unsized),
    ...said,
    // What is no object is told as what it is.
    assumptions:
      session.assumptions === undefined || isRecord(session.assumptions)
        ? { ...server.assumptions, ...session.assumptions }
        : session.assumptions,
  };
}
