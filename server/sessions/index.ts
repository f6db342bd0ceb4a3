export { CLOCK_RANGE, SessionClock } from './clock.ts';
export type { Configuration } from './configuration.ts';
export type { FilesJob } from './files-jobs.ts';
export type { Live } from './live.ts';
export type { CheckedOptions, PlayableOptions, SessionOptions } from './options.ts';
export type { Progress } from './progress.ts';
export type { RateLimit } from './rate-limiter.ts';
export { MAIN, Session, sessionUrl, type Ticket } from './session.ts';
export { Sessions } from './sessions.ts';
