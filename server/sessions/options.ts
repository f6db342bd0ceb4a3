import type { ExportOptions } from '../options.ts';
import type { OwnScenario } from '../scenarios/index.ts';
import type { RateLimit } from './limiter.ts';

/** What a session can be told. What is left out is as in the server that it is part of. */
export interface SessionOptions extends Omit<ExportOptions, 'onError'> {
  /** What happens to everybody who brings no scenario of their own: a name of the catalogue or of an own scenario, or the scenario itself. Default: nothing. */
  readonly scenario?: string | OwnScenario | undefined;
  /** The service's own limit is 10 requests in 30 seconds. Default: no limit. */
  readonly rateLimit?: RateLimit | undefined;
  /** Waits of scenarios take one part in so many of their time. Default 1. */
  readonly haste?: number | undefined;
}

/** The same with the scenario that a name stands for. */
export interface PlayableOptions extends SessionOptions {
  readonly scenario?: OwnScenario | undefined;
}

/** What of the options is the session's own, and not what it answers from. */
export function pick({ scenario, rateLimit, haste }: PlayableOptions) {
  return { scenario, rateLimit, haste };
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
    assumptions: { ...server.assumptions, ...session.assumptions },
  };
}
