import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { serialize } from 'node:v8';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import t from 'tap';
import type { Hazard } from '../../generators/text/index.ts';
import * as text from '../../generators/text/index.ts';
import { signs } from '../helpers/hazard-signs.ts';
import fc, { anyCharacter } from '../helpers/properties.ts';
import { type Saying, say, surroundingsOf, topicOf } from '../helpers/say.ts';
import { textDigest } from '../helpers/text-digest.ts';

const { hazardOf, hazards, htmlOf, languageCodes, loadPools } = text;
const run = promisify(execFile);
const pools = await loadPools(7);
const count = 20_000;
// Neighbours in a network have hashes far apart.
const hashes = Array.from({ length: count }, (_, index) => Math.imul(index + 1, 0x9e3779b1) >>> 0);
const anyHash = fc.nat(0xffffffff);
const anyHazard = fc.constantFrom<Hazard | 'none'>('none', ...hazards);

function share(matches: (body: string) => boolean): number {
  return hashes.filter((hash) => matches(say(pools, hash).body)).length / count;
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
    const bodies = hashes.slice(0, 300).map((hash) => say(pools, hash, { hazard }).body);
    t.strictSame(
      bodies.filter((body) => !signs[hazard].test(body)),
      [],
    );
    const few = hazard === 'one-word' || hazard === 'empty';
    if (!few) t.ok(new Set(bodies).size > 20, 'texts differ');
  });
}

t.test('an English message without hazard has none of the signs', async (t) => {
  const common = /^(one-word|empty|very-long)$/;
  const others = hazards.filter((hazard) => !common.test(hazard));
  for (const hash of hashes.slice(0, 5000)) {
    const { body } = say(pools, hash, { hazard: 'none' });
    const seen = others.filter((hazard) => signs[hazard].test(body));
    if (seen.length > 0) t.fail(`${seen.join()}: ${body}`);
  }
});

t.test('ordinary English text takes one byte a character, also after it was put together', async (t) => {
  // V8 writes such strings with the tag `"`, and others with `c`.
  const isOneByte = (value: string) => serialize(value)[2] === 0x22;
  t.notOk(isOneByte('日本'), 'the test detects wide strings');
  for (const hash of hashes.slice(0, 1000)) {
    const { body, html } = say(pools, hash, { hazard: 'none', suffix: '[[user:1]]' });
    if (!isOneByte(body) || !isOneByte(html)) t.fail(body);
  }
  t.ok(
    pools.companies.every((entry) => isOneByte(entry) && /^[ -~]+$/.test(entry) && htmlOf(entry) === entry),
  );
});

t.test('phrases are their own HTML, on one line, in every language', async (t) => {
  const phrases = JSON.stringify(
    languageCodes.map((code) =>
      hashes.slice(0, 4000).map((hash) => say(pools, hash, { hazard: 'none', language: code }).body),
    ),
  );
  t.notMatch(phrases, /[&<>#@]|\\[nr"]/);
  t.notMatch(phrases, /[{}]|undefined/, 'every slot has a value');
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
      const { body, html } = say(pools, hash, { hazard, suffix, language: 'de' });
      t.equal(textOf(html), oneKindOfBreak(body));
      t.equal(html === '', body === '');
      t.match(html, /^(<p>([^<>]|<br>|<a href="[^"<>]*">[^<>]*<\/a>)*<\/p>)?$/, 'no tags but ours');
      t.notMatch(html, /&(?!amp;|lt;|gt;|quot;)/, 'no loose ampersand');
      t.ok(body.endsWith(suffix), 'ends with the suffix');
    }),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (any) => textOf(htmlOf(any)) === oneKindOfBreak(any)),
  );
});

t.test('a body survives CSV and UTF-8', async (t) => {
  fc.assert(
    fc.property(anyHash, anyHazard, (hash, hazard) => {
      const { body, html } = say(pools, hash, { hazard, language: 'ja' });
      t.ok(isWellFormed(body), 'no half characters');
      const csv = Buffer.from(stringify([['x', body, html, 'y']], { quoted: true, quoted_empty: true }));
      t.strictSame(parse(csv, { record_delimiter: '\n' }), [['x', body, html, 'y']]);
    }),
    { numRuns: 500 },
  );
});

t.test('a suffix is alone in an empty body and follows a space in any other', async (t) => {
  t.strictSame(say(pools, 1, { hazard: 'empty', suffix: '[[user:1]]' }), {
    body: '[[user:1]]',
    html: '<p>[[user:1]]</p>',
  });
  const { body } = say(pools, 1, { hazard: 'none' });
  t.equal(say(pools, 1, { hazard: 'none', suffix: 'x' }).body, `${body} x`);
});

t.test('a mention is in the text once, whatever the hazard', async () => {
  fc.assert(
    fc.property(anyHash, anyHazard, (hash, hazard) => {
      const mention = '[[user:12]]';
      const { body } = say(pools, hash, { hazard, mention, part: 'reply' });
      return body.split(mention).length === 2;
    }),
    { numRuns: 1000 },
  );
});

/** The share of words of a text that another text has, too. */
function alike(one: string, other: string): number {
  const words = new Set(other.split(/\s/));
  const all = one.split(/\s/);
  return all.filter((word) => words.has(word)).length / all.length;
}

t.test('an edit changes words of the message, or adds a sentence to it', async (t) => {
  const edits = hashes.slice(0, 4000).map((hash) => {
    const saying: Saying = { hazard: 'none' };
    return [say(pools, hash, saying).body, say(pools, hash, { ...saying, edit: 1 }).body] as const;
  });
  t.ok(
    edits.every(([before, after]) => before !== after),
    'every edit changes the text',
  );
  const similar = edits.filter(([before, after]) => alike(before, after) > 0.6);
  t.ok(similar.length / edits.length > 0.9, `${similar.length} of ${edits.length} are alike`);
  t.ok(
    edits.some(([before, after]) => !after.startsWith(before)),
    'some correct what was there',
  );
});

t.test('replies speak of the subject of their thread, in every language', async (t) => {
  for (const language of languageCodes) {
    const silent = hashes.slice(0, 3000).filter((hash) => {
      const { body } = say(pools, hash, { hazard: 'none', language, part: 'reply', kind: 'posts' });
      const { name } = text.openingOf(
        surroundingsOf(pools),
        text.talkOf('posts', topicOf(pools, hash, language), hash >>> 2),
        { writer: 7, answered: 8, praised: -1, mention: '', opens: true },
      );
      const stem = name.toLowerCase().split(' ').at(-1) as string;
      return !body.toLowerCase().includes(stem);
    });
    t.ok(silent.length < 450, `${language}: ${silent.length} of 3000 do not`);
  }
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
