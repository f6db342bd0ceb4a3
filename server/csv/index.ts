export { type CsvDialect, dialectWriter, usualDialect } from './dialect.ts';
export type { CsvColumn } from './line.ts';
export { type CsvContent, csvWriter } from './writer.ts';
