import type { OwnScenario } from '../scenarios/index.ts';
import { isRecord } from '../util/is-record.ts';
import type { CheckedOptions, SessionOptions } from './context-options.ts';

export type { CheckedOptions, SessionOptions };

/** The options of a session with the scenario itself instead of its name. */
export interface PlayableOptions extends CheckedOptions {
  readonly scenario?: OwnScenario | undefined;
}

/** The options that belong to the session and not to its context. */
export function pick({ scenario, rateLimit, timeScale }: PlayableOptions) {
  return { scenario, rateLimit, timeScale };
}

/** The options of a new session: its own, and those of the server for the rest. */
export function beginning(server: SessionOptions, session: SessionOptions): SessionOptions {
  const said = Object.fromEntries(Object.entries(session).filter(([, value]) => value !== undefined));
  // These numbers replace those of a size, so they apply only together with the size of the server.
  const unsized = { users: undefined, messagesPerDay: undefined, start: undefined };
  return {
    ...server,
    ...(session.size === undefined ? {} : unsized),
    ...said,
    // A value that is not an object stays as it is, for the error message.
    assumptions:
      session.assumptions === undefined || isRecord(session.assumptions)
        ? { ...server.assumptions, ...session.assumptions }
        : session.assumptions,
  };
}
