export { type CsvDialect, dialectWriter, usualDialect } from './dialect.ts';
export type { CsvColumn } from './line.ts';
export { LineBudget, LineMemory } from './line-memory.ts';
export { type CsvContent, csvWriter } from './writer.ts';
