import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { ZipArchive } from 'archiver';
import t from 'tap';
import {
  type AttachmentExtension,
  attachmentContent,
  attachmentSize,
  attachmentTypes,
} from '../../generators/attachments/index.ts';
import { partsOf, wordDocument } from '../../generators/attachments/word-document.ts';
import { decodePng, isBalanced, tool, unzip, withFile } from '../helpers/attachment-readers.ts';
import fc from '../helpers/properties.ts';

const extensions = Object.keys(attachmentTypes) as AttachmentExtension[];
const sizes = [0, 5000, 70_000, 700_001];

async function pieces(type: AttachmentExtension, key: number, bytes: number): Promise<Buffer[]> {
  const all: Buffer[] = [];
  for await (const piece of attachmentContent(type, key, bytes)) all.push(piece);
  return all;
}

async function file(type: AttachmentExtension, key: number, bytes: number): Promise<Buffer> {
  return Buffer.concat(await pieces(type, key, bytes));
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

t.test('laws of every type', async (t) => {
  t.test('a file has the announced and requested size, and its pieces are small', async (t) => {
    const wish = fc.tuple(fc.constantFrom(...extensions), fc.nat(0xffffffff), fc.nat(400_000));
    await fc.assert(
      fc.asyncProperty(wish, async ([type, key, bytes]) => {
        const all = await pieces(type, key, bytes);
        const size = all.reduce((sum, piece) => sum + piece.length, 0);
        const { minimumBytes, step } = attachmentTypes[type];
        t.equal(size, attachmentSize(type, bytes));
        t.ok(size >= bytes && size < Math.max(bytes, minimumBytes) + step, `${type}: ${size} for ${bytes}`);
        t.ok(
          all.every((piece) => piece.length > 0 && piece.length <= 65536),
          `pieces of ${type}`,
        );
      }),
      { numRuns: 200 },
    );
  });

  t.test('a file of the minimum size has that size for every key', async (t) => {
    for (const type of extensions) {
      const { minimumBytes } = attachmentTypes[type];
      const lengths = new Set<number>();
      for (let key = 0; key < 300; key++) lengths.add((await file(type, key, 0)).length);
      t.strictSame([...lengths], [minimumBytes], type);
    }
  });

  t.test('the same key and size give the same bytes, another key gives other bytes', async (t) => {
    const wish = fc.tuple(fc.constantFrom(...extensions), fc.nat(0xffffffff), fc.nat(20_000));
    await fc.assert(
      fc.asyncProperty(wish, fc.integer({ min: 1, max: 0xffff }), async ([type, key, bytes], other) => {
        const first = await file(type, key, bytes);
        t.ok(first.equals(await file(type, key, bytes)), `${type} ${key} ${bytes} again`);
        t.notOk(first.equals(await file(type, key ^ other, bytes)), `${type} ${key} against ${key ^ other}`);
      }),
      { numRuns: 100 },
    );
  });

  t.test('files made at the same time do not disturb each other', async (t) => {
    const alone = await Promise.all(extensions.map(async (type) => digest(await file(type, 9, 150_000))));
    const many = extensions.flatMap((type) => [file(type, 9, 150_000), file(type, 9, 150_000)]);
    const together = (await Promise.all(many)).map(digest);
    t.strictSame(
      together,
      alone.flatMap((one) => [one, one]),
    );
  });

  t.test('a file of 4 GB begins at once and can be abandoned', async (t) => {
    for (const type of extensions) {
      let taken = 0;
      for await (const piece of attachmentContent(type, 1, 4_000_000_000)) {
        t.ok(piece.length <= 65536, type);
        if (++taken === 12) break;
      }
      t.equal(taken, 12, type);
    }
  });

  for (const bytes of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 4_000_000_001]) {
    t.test(`a size of ${bytes} bytes is rejected and named`, async (t) => {
      t.throws(() => attachmentContent('txt', 1, bytes), { name: 'RangeError', message: String(bytes) });
      t.throws(() => attachmentSize('docx', bytes), RangeError);
    });
  }
});

t.test('the bytes are those of every machine and version of Node', async (t) => {
  // They change only when the content is changed on purpose.
  const expected: Record<AttachmentExtension, string> = {
    txt: '006f177c92749072',
    png: 'd225e32aecbe900d',
    pdf: '33414035881f113d',
    docx: '62d4b07eeb436dbb',
    wav: 'ea1c07a220f757df',
  };
  for (const type of extensions) t.equal(digest(await file(type, 0xc0ffee, 300_000)), expected[type], type);
});

t.test('a text is UTF-8 in lines', async (t) => {
  for (const bytes of sizes) {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file('txt', 7, bytes));
    t.ok(text.endsWith('\n'), 'ends with a line break');
    t.ok(
      text.split('\n').every((line) => line.length > 0 || text.endsWith(line)),
      'no empty lines',
    );
    if (bytes > 1000) t.match(text, /[äöü]/, 'has accents');
    t.ok(text.split('\n').length > bytes / 200, `${bytes} bytes are several lines`);
  }
});

t.test('a picture decodes to as many pixels as its header says', async (t) => {
  for (const bytes of [...sizes, 129, 300, 65_000, 65_600, 130_000]) {
    const png = decodePng(await file('png', 11, bytes));
    const rowBytes = 1 + png.width * 3;
    t.equal(png.pixels.length, rowBytes * png.height, `${png.width} x ${png.height}`);
    t.ok(png.pixels.length > (bytes - 128) * 0.8, 'most of the file is picture');
    const filters = Array.from({ length: png.height }, (_, y) => png.pixels[y * rowBytes]);
    t.ok(
      filters.every((filter) => filter === 0),
      'rows are not filtered',
    );
    const order = png.types.filter((type, index) => type !== png.types[index - 1]);
    t.strictSame(order, ['IHDR', 'tEXt', 'IDAT', 'IEND']);
  }
  const { width, height } = decodePng(await file('png', 11, 700_001));
  t.ok(width > height && width < height * 2, 'a large picture has ordinary sides');
});

t.test('the cross-reference table of a PDF points at its objects', async (t) => {
  for (const bytes of sizes) {
    const pdf = (await file('pdf', 13, bytes)).toString('latin1');
    const start = Number(/startxref\n(\d+)\s+%%EOF\n$/.exec(pdf)?.[1]);
    const table = /^xref\n0 (\d+)\n/.exec(pdf.slice(start));
    const entries = pdf.slice(start + (table?.[0].length ?? 0)).split('\n', Number(table?.[1]));
    t.equal(entries.length, 8, 'seven objects and the head of the free list');
    t.ok(
      entries.every((entry) => /^\d{10} \d{5} [nf] $/.test(entry)),
      'entries of 20 bytes',
    );
    for (const [number, entry] of entries.entries()) {
      if (number === 0) continue;
      t.ok(pdf.startsWith(`${number} 0 obj\n`, Number(entry.slice(0, 10))), `object ${number}`);
    }
    const streams = [...pdf.slice(0, start).matchAll(/\/Length (\d+) *>>\nstream\n/g)];
    t.equal(streams.length, 2);
    for (const stream of streams) {
      const end = stream.index + stream[0].length + Number(stream[1]);
      t.ok(pdf.startsWith('\nendstream\nendobj\n', end), 'a stream is as long as it says');
    }
    t.match(pdf, /\(Notes [0-9a-f]{8}\) Tj/, 'has text on its page');
  }
});

t.test('a Word document holds the parts that it needs and refers to', async (t) => {
  for (const [bytes, pictures] of [...sizes.map((size) => [size, size > 600_000 ? 2 : 0] as const)]) {
    const parts = await unzip(await file('docx', 17, bytes));
    const text = (name: string) => parts.get(name)?.toString() ?? '';
    const names = [...parts.keys()];
    const fixed = ['[Content_Types].xml', '_rels/.rels', 'word/document.xml', 'word/_rels/document.xml.rels'];
    t.strictSame(names.slice(0, 4), fixed);
    t.equal(names.length, 4 + pictures, 'pictures');
    t.match(text('[Content_Types].xml'), 'PartName="/word/document.xml"');
    t.match(text('_rels/.rels'), 'Target="word/document.xml"');
    const targets = [...text('word/_rels/document.xml.rels').matchAll(/Target="([^"]+)"/g)];
    t.strictSame(
      targets.map((target) => `word/${target[1]}`),
      names.slice(4),
      'every picture is referred to',
    );
    t.match(text('word/document.xml'), /<w:t xml:space="preserve">Notes [0-9a-f]{8}<\/w:t>/);
    t.ok(isBalanced(text('word/document.xml')), 'every tag is closed');
    for (const name of names.slice(4)) decodePng(parts.get(name) as Buffer);
  }
});

t.test('a recording says its length and does not compress', async (t) => {
  for (const bytes of sizes) {
    const wav = await file('wav', 19, bytes);
    t.equal(wav.toString('latin1', 0, 4), 'RIFF');
    t.equal(wav.readUInt32LE(4), wav.length - 8);
    t.equal(wav.toString('latin1', 8, 16), 'WAVEfmt ');
    t.equal(wav.readUInt32LE(40), wav.length - 44);
    if (bytes > 1000)
      t.ok(deflateRawSync(wav, { level: 9 }).length > wav.length * 0.99, 'deflate gains nothing');
  }
});

/** Programs that read the files; missing ones are skipped, and the report names them. */
const readers: readonly { type: AttachmentExtension; program: string; args: string[]; says: RegExp }[] = [
  { type: 'txt', program: 'file', args: ['-b', '{file}'], says: /UTF-8|ASCII/ },
  {
    type: 'png',
    program: 'file',
    args: ['-b', '{file}'],
    says: /PNG image data, \d+ x \d+, 8-bit\/color RGB/,
  },
  { type: 'png', program: 'pngcheck', args: ['{file}'], says: /OK/ },
  { type: 'pdf', program: 'file', args: ['-b', '{file}'], says: /PDF document, version 1\.4/ },
  { type: 'pdf', program: 'pdfinfo', args: ['{file}'], says: /Title: +Notes/ },
  { type: 'pdf', program: 'pdftotext', args: ['{file}', '-'], says: /Notes [0-9a-f]{8}/ },
  { type: 'pdf', program: 'qpdf', args: ['--check', '{file}'], says: /No syntax or stream encoding errors/ },
  { type: 'docx', program: 'file', args: ['-b', '{file}'], says: /Microsoft (Word|OOXML)/ },
  { type: 'docx', program: 'unzip', args: ['-t', '{file}'], says: /No errors detected/ },
  { type: 'docx', program: 'python3', args: ['-m', 'zipfile', '-t', '{file}'], says: /Done testing/ },
  { type: 'wav', program: 'file', args: ['-b', '{file}'], says: /WAVE audio, Microsoft PCM, 16 bit, mono/ },
];

for (const { type, program, args, says } of readers) {
  t.test(`${program} reads a ${type} file`, async (t) => {
    for (const bytes of sizes) {
      await withFile(type, await file(type, 23, bytes), async (path) => {
        const output = await tool(
          program,
          args.map((arg) => (arg === '{file}' ? path : arg)),
        );
        if (output === undefined) return void t.pass('not installed', { skip: true });
        t.match(output, says);
      });
    }
  });
}

t.test('a document is packed as archiver packs it, byte for byte', async (t) => {
  for (const bytes of [3000, 700_001]) {
    const archive = new ZipArchive({ store: true });
    const date = new Date(Date.UTC(2020, 0, 1));
    for (const { name, data } of partsOf(5, bytes)) archive.append(data, { name, date });
    void archive.finalize();
    const parts: Buffer[] = [];
    for await (const part of archive as AsyncIterable<Buffer>) parts.push(part);
    t.ok(Buffer.concat(parts).equals(Buffer.concat([...wordDocument(5, bytes)])));
  }
});
