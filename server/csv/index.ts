export { type CsvDialect, dialectWriter, usualDialect } from './dialect.ts';
export type { CsvColumn } from './line.ts';
export { type ByteSink, type CsvContent, csvWriter, type SharedContent, sharedCsvWriter } from './writer.ts';
