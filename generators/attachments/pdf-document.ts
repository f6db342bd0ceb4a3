import { noisePieces } from './noise.ts';
import { documentTitle, sentenceOf } from './sentences.ts';

/** A PDF of exactly `bytes` bytes: one page of text, and an unreferenced stream that fills it up. */
export function* pdfDocument(key: number, bytes: number): Generator<Buffer> {
  const objects = readableObjects(key);
  // Bytes above 127 in the second line show transfer programs that the file is binary.
  let head = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(head.length);
    head += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  offsets.push(head.length);
  const number = objects.length + 1;
  // Nothing is compressed, because the output of deflate differs between versions of zlib.
  const opening = (length: number) => `${number} 0 obj\n<< /Length ${fixedWidth(length)} >>\nstream\n`;
  const closing = '\nendstream\nendobj\n';
  const around = head.length + opening(0).length + closing.length;
  const filling = Math.max(0, bytes - around - tail(offsets, 0).length);
  yield Buffer.from(head + opening(filling), 'latin1');
  yield* noisePieces(filling, key);
  yield Buffer.from(closing + tail(offsets, around + filling), 'latin1');
}

/** The catalogue, page tree, page, font, information and text of the page, in this order, numbered from 1. */
function readableObjects(key: number): string[] {
  const title = documentTitle(key);
  const lines = Array.from({ length: 12 }, (_, index) => `(${sentenceOf(key, index)}) Tj T*`);
  const text = `BT /F1 18 Tf 18 TL 56 780 Td (${title}) Tj T* T* /F1 11 Tf\n${lines.join('\n')}\nET`;
  return [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R' +
      ' /Resources << /Font << /F1 4 0 R >> >> >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Title (${title}) >>`,
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
  ];
}

/** The cross-reference table and trailer; their length does not depend on their position. */
function tail(offsets: readonly number[], start: number): string {
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const count = offsets.length + 1;
  return (
    `xref\n0 ${count}\n0000000000 65535 f \n${entries.join('')}` +
    `trailer\n<< /Size ${count} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${fixedWidth(start)}\n%%EOF\n`
  );
}

/** A number padded to a fixed width: PDF ignores white space after a number. */
function fixedWidth(value: number): string {
  return String(value).padEnd(10);
}
