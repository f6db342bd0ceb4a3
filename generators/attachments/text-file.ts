import { mix } from '../hash.ts';
import { pieceBytes } from './noise.ts';
import { documentTitle, sentenceOf } from './sentences.ts';

/** Lines that show whether a reader decodes the file as UTF-8. */
const accentedLines = [
  'Grüße aus Köln, Zürich und Malmö.',
  'À bientôt, et merci à toute l’équipe.',
  'Mañana a las nueve en Logroño.',
  'Zażółć gęślą jaźń.',
  '来週の会議は火曜日です。',
  'До встречи в понедельник.',
  'Well done 🎉',
  '• 5 € – 10 € per head',
];

// Each line is encoded once, then copied.
const encodedLines = Array.from({ length: 64 }, (_, index) => {
  const line = index % 8 === 7 ? accentedLines[index >>> 3] : sentenceOf(0, index);
  return Buffer.from(`${line}\n`);
});

/** A UTF-8 text of exactly `bytes` bytes in lines that end with LF. */
export function* textFile(key: number, bytes: number): Generator<Buffer> {
  const title = Buffer.from(`${documentTitle(key)}\n`);
  yield title;
  for (let left = bytes - title.length, piece = 0; left > 0; left -= pieceBytes, piece++) {
    yield linesOf(mix(key, piece), Math.min(left, pieceBytes));
  }
}

/** Whole lines, and a ruled line where the next line does not fit. */
function linesOf(key: number, bytes: number): Buffer {
  const text = Buffer.allocUnsafe(bytes);
  let at = 0;
  for (let index = 0; ; index++) {
    const line = encodedLines[mix(key, index) % encodedLines.length] as Buffer;
    if (at + line.length > bytes) break;
    text.set(line, at);
    at += line.length;
  }
  if (at < bytes) text.fill('-', at, bytes - 1).write('\n', bytes - 1);
  return text;
}
