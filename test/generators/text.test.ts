import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { serialize } from 'node:v8';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import t from 'tap';
import type { Hazard } from '../../generators/text/index.ts';
import * as text from '../../generators/text/index.ts';
import { signs } from '../helpers/hazard-signs.ts';
import { textDigest } from '../helpers/text-digest.ts';

const { hazardOf, hazards, htmlOf, loadPools, messageText } = text;
const run = promisify(execFile);
const pools = await loadPools(7);
const count = 20_000;
// Neighbours in a network have hashes far apart.
const hashes = Array.from({ length: count }, (_, index) => Math.imul(index + 1, 0x9e3779b1) >>> 0);
const anyHash = fc.nat(0xffffffff);
const anyHazard = fc.constantFrom<Hazard | 'none'>('none', ...hazards);

function share(matches: (body: string) => boolean): number {
  return hashes.filter((hash) => matches(messageText(pools, hash).body)).length / count;
}

t.test('bodies have the proportions of a real network', async (t) => {
  const bounds: readonly [string, (body: string) => boolean, number, number][] = [
    ['ASCII of 80 to 400 characters on one line', (body) => /^[ -~]{80,400}$/.test(body), 0.5, 0.8],
    ['one word', (body) => /^\S+$/.test(body), 0.03, 0.06],
    ['empty', (body) => body === '', 0.01, 0.02],
    ['4 to 20 kB', (body) => body.length >= 4000, 0.015, 0.025],
    ['with line breaks', (body) => body.length < 4000 && /[\r\n]/.test(body), 0.07, 0.1],
    ['with CRLF', (body) => /\r\n/.test(body), 0.01, 0.03],
    ['with double quotes', (body) => /"/.test(body), 0.05, 0.08],
    ['with commas', (body) => /,/.test(body), 0.5, 0.9],
    ['with emoji', (body) => /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(body), 0.04, 0.07],
    ['right to left', (body) => /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(body), 0.006, 0.015],
    [
      'Chinese, Japanese or Korean',
      (body) => /[\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3]/.test(body),
      0.015,
      0.03,
    ],
    ['starting like a formula', (body) => /^[=+\-@\t]./.test(body), 0.006, 0.02],
    ['with accents', (body) => /[\u00c0-\u017f]/.test(body), 0.03, 0.06],
    ['with web addresses', (body) => /https?:/.test(body), 0.03, 0.06],
    ['with hashtags', (body) => /#/.test(body), 0.04, 0.08],
    ['with characters that HTML escapes', (body) => /[&<>]/.test(body), 0.025, 0.05],
    ['with space at either end', (body) => body !== body.trim(), 0.006, 0.03],
  ];
  for (const [name, matches, atLeast, atMost] of bounds) {
    const found = share(matches);
    t.ok(found >= atLeast && found <= atMost, `${name}: ${found} within ${atLeast} and ${atMost}`);
  }
});

t.test('every hazard occurs by itself, and most messages have none', async (t) => {
  const drawn = new Set(hashes.map(hazardOf));
  t.strictSame(
    [...hazards, 'none'].filter((hazard) => !drawn.has(hazard as Hazard)),
    [],
  );
  const ordinary = hashes.filter((hash) => hazardOf(hash) === 'none').length / count;
  t.ok(ordinary > 0.45 && ordinary < 0.6, String(ordinary));
});

for (const hazard of hazards) {
  t.test(`a message asked to have the hazard ${hazard} has it`, async (t) => {
    const bodies = hashes.slice(0, 300).map((hash) => messageText(pools, hash, hazard).body);
    t.strictSame(
      bodies.filter((body) => !signs[hazard].test(body)),
      [],
    );
    const few = hazard === 'one-word' || hazard === 'empty';
    if (!few) t.ok(new Set(bodies).size > 20, 'texts differ');
  });
}

t.test('a message without hazard has none of the signs', async (t) => {
  const common = /^(one-word|empty|very-long)$/;
  const others = hazards.filter((hazard) => !common.test(hazard));
  for (const hash of hashes.slice(0, 5000)) {
    const { body } = messageText(pools, hash, 'none');
    const seen = others.filter((hazard) => signs[hazard].test(body));
    if (seen.length > 0) t.fail(`${seen.join()}: ${body}`);
  }
});

t.test('ordinary text takes one byte a character, also after it was put together', async (t) => {
  // V8 writes such strings with the tag `"`, and others with `c`.
  const isOneByte = (value: string) => serialize(value)[2] === 0x22;
  t.notOk(isOneByte('日本'), 'the test detects wide strings');
  for (const hash of hashes.slice(0, 1000)) {
    const { body, html } = messageText(pools, hash, 'none', '[[user:1]]');
    if (!isOneByte(body) || !isOneByte(html)) t.fail(body);
  }
  for (const list of Object.values(pools).filter(Array.isArray) as string[][]) {
    t.ok(
      list.every((entry) => isOneByte(entry) && /^[ -~]+$/.test(entry) && htmlOf(entry) === entry),
      `the pool that begins with ${list[0]}`,
    );
  }
});

/** Converts HTML back to text: tags are removed, `<br>` is a line break, entities are decoded. */
function textOf(html: string): string {
  return html
    .replaceAll('<br>', '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

const isWellFormed = (value: string) => Buffer.from(value).toString() === value;
const oneKindOfBreak = (body: string) => body.replaceAll(/\r\n|\r/g, '\n');

t.test('the HTML says what the body says', async (t) => {
  const suffixes = fc.constantFrom('', '[[user:12]]', '[Tag:3:r&d <x>] [[user:1]]', 'a\r\nb');
  fc.assert(
    fc.property(anyHash, anyHazard, suffixes, (hash, hazard, suffix) => {
      const { body, html } = messageText(pools, hash, hazard, suffix);
      t.equal(textOf(html), oneKindOfBreak(body));
      t.equal(html === '', body === '');
      t.match(html, /^(<p>([^<>]|<br>|<a href="[^"<>]*">[^<>]*<\/a>)*<\/p>)?$/, 'no tags but ours');
      t.notMatch(html, /&(?!amp;|lt;|gt;|quot;)/, 'no loose ampersand');
      t.ok(body.endsWith(suffix), 'ends with the suffix');
    }),
    { numRuns: 2000 },
  );
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (any) => textOf(htmlOf(any)) === oneKindOfBreak(any)));
});

t.test('a body survives CSV and UTF-8', async (t) => {
  fc.assert(
    fc.property(anyHash, anyHazard, (hash, hazard) => {
      const { body, html } = messageText(pools, hash, hazard);
      t.ok(isWellFormed(body), 'no half characters');
      const csv = Buffer.from(stringify([['x', body, html, 'y']], { quoted: true, quoted_empty: true }));
      t.strictSame(parse(csv, { record_delimiter: '\n' }), [['x', body, html, 'y']]);
    }),
    { numRuns: 500 },
  );
});

t.test('a suffix is alone in an empty body and follows a space in any other', async (t) => {
  t.strictSame(messageText(pools, 1, 'empty', '[[user:1]]'), {
    body: '[[user:1]]',
    html: '<p>[[user:1]]</p>',
  });
  const { body } = messageText(pools, 1, 'none');
  t.equal(messageText(pools, 1, 'none', 'x').body, `${body} x`);
});

type Label = (pools: text.Pools, hash: number) => string;
const labels: Readonly<
  Record<string, { readonly of: Label; readonly distinct: number; readonly odd: RegExp }>
> = {
  personName: { of: text.personName, distinct: 5000, odd: /[^ -~]|'/ },
  jobTitle: { of: text.jobTitle, distinct: 100, odd: /^/ },
  department: { of: text.department, distinct: 20, odd: /^/ },
  location: { of: text.location, distinct: 1000, odd: /, / },
  companyName: { of: text.companyName, distinct: 80, odd: /^/ },
  communityName: { of: text.communityName, distinct: 2000, odd: /[&<>"]|[^ -~]/ },
  topicName: { of: text.topicName, distinct: 2000, odd: /[&"]|[^ -~]/ },
  fileStem: { of: text.fileStem, distinct: 2000, odd: /[.&"]|[^ -~]/ },
  titleText: { of: text.titleText, distinct: 500, odd: /[&<"]|[^ -~]/ },
  phrase: { of: text.phrase, distinct: 500, odd: /^/ },
  sentenceText: { of: text.sentenceText, distinct: 2000, odd: /,/ },
  word: { of: text.word, distinct: 200, odd: /^[a-z]/ },
};

for (const [name, { of, distinct, odd }] of Object.entries(labels)) {
  t.test(`${name} gives many different texts, none empty, none of several lines`, async (t) => {
    const all = hashes.map((hash) => of(pools, hash));
    t.ok(new Set(all).size >= distinct, `${new Set(all).size} different`);
    t.strictSame(
      all.filter((label) => label === '' || /[\r\n]/.test(label) || !isWellFormed(label)),
      [],
    );
    t.ok(
      all.some((label) => odd.test(label)),
      'the odd ones occur',
    );
    t.equal(of(pools, 77), of(pools, 77));
  });
}

t.test('a topic has no brackets, because messages name it between brackets', async (t) => {
  t.strictSame(
    hashes.map((hash) => text.topicName(pools, hash)).filter((name) => /[[\]]/.test(name)),
    [],
  );
});

const emails: readonly [name: string, number: number, email: string][] = [
  ["Niamh O'Brien", 3, 'niamh.obrien.3'],
  ['José García', 0, 'jose.garcia.0'],
  ['Łukasz Weiß', 12, 'lukasz.weiss.12'],
  ['Søren Østergård', 1, 'soren.ostergard.1'],
  ['Jean-Luc de la Cruz y Ortiz', 5, 'jeanluc.de.la.cruz.y.ortiz.5'],
  ['山田 太郎', 9, 'taro.yamada.9'],
  ['Привет', 4, 'user.4'],
  ['', 6, 'user.6'],
];

for (const [name, number, email] of emails) {
  t.test(`the address of "${name}" begins with ${email}`, async (t) =>
    t.equal(text.emailName(name, number), email),
  );
}

t.test("a person's address is that of the person's name", async (t) => {
  for (const [index, hash] of hashes.entries()) {
    const expected = text.emailName(text.personName(pools, hash), index);
    if (text.personEmailName(pools, hash, index) !== expected) t.fail(`${hash}: expected ${expected}`);
  }
});

t.test('every name gives an address that a mail program takes, and no two people the same', async (t) => {
  const all = hashes.map((hash, index) => text.emailName(text.personName(pools, hash), index));
  t.strictSame(
    all.filter((email) => !/^[a-z]+(\.[a-z]+)*\.\d+$/.test(email)),
    [],
  );
  t.equal(new Set(all).size, count);
});

t.test('another process finds the same words for the same seed, independent of earlier calls', async (t) => {
  const script = fileURLToPath(new URL('../helpers/text-digest.ts', import.meta.url));
  const here = [await textDigest(1), await textDigest(2), await textDigest(0xffffffff)];
  t.equal(new Set(here).size, 3, 'another seed gives other words');
  const { stdout } = await run(process.execPath, ['--import', 'tsx', script, '4294967295', '2', '1']);
  t.strictSame(stdout.trim().split('\n'), here.reverse());
});

t.test('pools are filled once for a seed, and again after many others with the same result', async (t) => {
  const first = await loadPools(100);
  t.equal(await loadPools(100), first);
  for (let seed = 101; seed < 110; seed++) await loadPools(seed);
  const again = await loadPools(100);
  t.not(again, first);
  t.strictSame(again, first);
});
