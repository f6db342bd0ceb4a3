import { mix } from '../hash.ts';
import { pieceBytes } from './noise.ts';
import { picture } from './picture.ts';
import { documentTitle, proseOf, sentenceOf } from './sentences.ts';
import {
  directoryEndBytes,
  directoryEntryBytes,
  localHeaderBytes,
  type Part,
  storedZip,
} from './stored-zip.ts';

const pictureBytes = 256 * 1024;

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const formats = 'http://schemas.openxmlformats.org';

const contentTypes =
  `${declaration}<Types xmlns="${formats}/package/2006/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  '<Default Extension="png" ContentType="image/png"/>' +
  '<Override PartName="/word/document.xml" ContentType=' +
  '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';

const packageRelations = relations([relation(0, 'officeDocument', 'word/document.xml')]);

/** A Word document of exactly `bytes` bytes: paragraphs, and pictures beyond 256 KiB. */
export function* wordDocument(key: number, bytes: number): Generator<Buffer> {
  for (const piece of storedZip(partsOf(key, bytes)))
    for (let at = 0; at < piece.length; at += pieceBytes) yield piece.subarray(at, at + pieceBytes);
}

/** The files of the package. */
export function* partsOf(key: number, bytes: number): Generator<Part> {
  const perPicture = pictureBytes + overhead(pictureName(0)) + pictureRelation(0).length;
  const room = bytes - documentPackageBytes(key);
  const pictures = Math.max(0, Math.floor(room / perPicture));
  const left = Math.max(0, room - pictures * perPicture);
  const pictureRelations = Array.from({ length: pictures }, (_, index) => pictureRelation(index));
  yield { name: '[Content_Types].xml', data: Buffer.from(contentTypes) };
  yield { name: '_rels/.rels', data: Buffer.from(packageRelations) };
  yield { name: 'word/document.xml', data: Buffer.from(documentXml(key, left)) };
  yield { name: 'word/_rels/document.xml.rels', data: Buffer.from(relations(pictureRelations)) };
  for (let index = 0; index < pictures; index++) {
    yield { name: pictureName(index), data: Buffer.concat([...picture(mix(key, index), pictureBytes)]) };
  }
}

/** The size of the package without pictures and with an empty last paragraph, in bytes. */
function documentPackageBytes(key: number): number {
  const parts = [
    ['[Content_Types].xml', contentTypes],
    ['_rels/.rels', packageRelations],
    ['word/document.xml', documentXml(key, 0)],
    ['word/_rels/document.xml.rels', relations([])],
  ] as const;
  return parts.reduce((sum, [name, text]) => sum + overhead(name) + text.length, directoryEndBytes);
}

/** The size of a stored entry besides its data: local header and directory entry, each with the name. */
function overhead(name: string): number {
  return localHeaderBytes + directoryEntryBytes + 2 * name.length;
}

function documentXml(key: number, filling: number): string {
  const opening = Array.from({ length: 4 }, (_, index) => paragraph(sentenceOf(key, index)));
  const main = `${formats}/wordprocessingml/2006/main`;
  return (
    `${declaration}<w:document xmlns:w="${main}"><w:body>` +
    `${paragraph(documentTitle(key))}${opening.join('')}${fillingParagraphs(key, filling)}` +
    '</w:body></w:document>'
  );
}

/** Paragraphs that take `bytes` bytes more than one empty paragraph. */
function fillingParagraphs(key: number, bytes: number): string {
  const whole = 1000;
  const full = Math.floor(bytes / whole);
  const text = (index: number, length: number) => paragraph(proseOf(mix(key, index), length));
  const frame = paragraph('').length;
  const paragraphs = Array.from({ length: full }, (_, index) => text(index, whole - frame));
  return paragraphs.join('') + text(full, bytes - full * whole);
}

function paragraph(text: string): string {
  return `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

function relations(entries: readonly string[]): string {
  return `${declaration}<Relationships xmlns="${formats}/package/2006/relationships">${entries.join('')}</Relationships>`;
}

function relation(index: number, type: string, target: string): string {
  const id = `rId${String(index).padStart(6, '0')}`;
  const uri = `${formats}/officeDocument/2006/relationships/${type}`;
  return `<Relationship Id="${id}" Type="${uri}" Target="${target}"/>`;
}

function pictureRelation(index: number): string {
  return relation(index, 'image', pictureName(index).slice('word/'.length));
}

function pictureName(index: number): string {
  return `word/media/picture${String(index).padStart(6, '0')}.png`;
}
