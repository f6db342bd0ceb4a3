export type { Exchange } from './exchange.ts';
export type { RequestFilter } from './filter.ts';
export type { Har, HarEntry } from './har.ts';
export type { Journal } from './journal.ts';
export type { LintId } from './lint-rules.ts';
export type { Lint } from './lints.ts';
export type { JournalReader } from './reader.ts';
export type { Ending, FiredStep, Planned, Recording, Remark, Understood } from './recording.ts';
export { Shelf } from './shelf.ts';
