export type { Exchange } from './exchange.ts';
export type { Ending, ExchangeRecord, FiredStep, Planned, Remark, Understood } from './exchange-record.ts';
export type { RequestFilter } from './filter.ts';
export type { Har, HarEntry } from './har.ts';
export type { Journal } from './journal.ts';
export { JournalStore } from './journal-store.ts';
export type { LintId } from './lint-rules.ts';
export type { Lint } from './lints.ts';
export type { JournalReader } from './reader.ts';
