import { CsvReader } from './csv-reader.ts';
import type { CsvRow, OnOddity } from './csv-row.ts';

/** The rows of a CSV, all those of one chunk at a time. */
export async function* csvRows(
  chunks: AsyncIterable<Buffer>,
  maxRecordBytes: number,
  onOddity: OnOddity,
): AsyncGenerator<CsvRow[]> {
  const reader = new CsvReader(maxRecordBytes, onOddity);
  // A reader that has stopped still draws the chunks, so that the member's checksum is looked at.
  for await (const chunk of chunks) {
    const rows = reader.push(chunk);
    if (rows.length > 0) yield rows;
  }
  const last = reader.end();
  if (last.length > 0) yield last;
}
