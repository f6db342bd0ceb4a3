import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import t, { type Test } from 'tap';
import { checkExport } from '../../../conformance/index.ts';
import { breakingAt, withBits } from '../../../server/faults/archive/deflate-break.ts';
import { catalogue } from '../../../server/scenarios/catalogue.ts';
import { type ArchiveStep, archiveKinds } from '../../../server/scenarios/steps/archive.ts';
import type { StepKind } from '../../../server/scenarios/steps/kind.ts';
import { withFile } from '../../helpers/inspect/fixtures.ts';
import { type Expected, expectations } from '../../helpers/scenarios/expected-archives.ts';
import {
  contentsOf,
  endOf,
  exported,
  firstDifference,
  type Made,
  madeWith,
} from '../../helpers/scenarios/make-archive.ts';
import { differences, factsOf } from '../../helpers/scenarios/read-archive.ts';
import { BLOCK, noise, text } from '../../helpers/zip-members.ts';
import { nullIfMissing, zipReaders } from '../../helpers/zip-readers.ts';

const make = exported('since=0&model=Message&model=User&model=File&model=Topic');
const made = await madeWith([], make);
const plain = { ...factsOf(made.bytes, endOf(made)), bytes: made.bytes, endAt: endOf(made) };
const contents = await contentsOf(make);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const archiveScenarios = catalogue.filter(({ area }) => area === 'archive');

/** Every scenario with its archive. The archives are deterministic. */
const cases = await Promise.all(
  archiveScenarios.map(async ({ name, rules }) => {
    const steps = rules.flatMap((rule) => rule.steps as readonly ArchiveStep[]);
    return { name, steps, ...(await madeWith(steps, make)), expected: expectations[name] ?? { found: [] } };
  }),
);
const folder = await mkdtemp(join(tmpdir(), 'scenarios-archive-'));
t.teardown(() => rm(folder, { recursive: true }));
for (const { name, bytes } of cases) await writeFile(join(folder, name), bytes);

t.test('the table contains every scenario of the archive and no other', async (t) => {
  t.same(archiveScenarios.map(({ name }) => name).sort(), Object.keys(expectations).sort());
});

t.test('every step matches its schema and has an explanation', async (t) => {
  const ajv = new Ajv2020({ strict: true });
  for (const { name, steps } of cases) {
    for (const { do: kind, ...properties } of steps) {
      const { required, ...known } = archiveKinds[kind];
      const fits = ajv.compile({
        type: 'object',
        properties: known.properties,
        required,
        additionalProperties: false,
      });
      t.ok(fits(properties), `${name}: ${ajv.errorsText(fits.errors)}`);
      const said = (archiveKinds[kind] as StepKind<ArchiveStep>).explain({
        do: kind,
        ...properties,
      } as ArchiveStep);
      t.match(said, /^[a-z]+s [^.]*[^ .].*[^.]$/, name);
    }
  }
});

for (const { name, steps, bytes, fired, expected, ...rest } of cases) {
  t.test(`${name} makes only the announced changes`, async (t) => {
    t.ok(bytes.equals((await madeWith(steps, make)).bytes), 'the same bytes every time');
    t.same(
      fired.map(([kind]) => kind),
      steps.map((step) => step.do),
      'every step is reported once',
    );
    const first = Math.min(...fired.map(([, byte]) => byte ?? Number.NaN));
    t.ok(bytes.subarray(0, first).equals(plain.bytes.subarray(0, first)), `unchanged up to byte ${first}`);
    // Records of different kinds have the same first two bytes.
    const same = bytes.equals(plain.bytes);
    if (!same) t.ok(firstDifference(bytes, plain.bytes) - first <= 2, 'changed from this byte on');
    if (expected.bytes) t.ok(bytes.equals(expected.bytes(plain)), 'exactly the expected bytes');
    if (expected.differs) checkFields(t, { bytes, fired, ...rest }, expected);
  });
}

/** Reads the archive and compares every field and content with the plain archive. */
function checkFields(t: Test, archive: Made, { differs, added, says = {} }: Expected): void {
  const endAt = endOf(archive);
  const { facts, names, contentOf } = factsOf(archive.bytes, endAt);
  t.same(differences(plain.facts, facts, names), [...(differs ?? [])].sort());
  for (const name of names) {
    const before = contents.get(name);
    if (before && !differs?.includes(`${name} data`))
      t.ok(contentOf(name).equals(before), `the content of ${name}`);
  }
  const last = names.at(-1) ?? '';
  for (const [field, value] of Object.entries(says)) t.equal(facts.get(`${last} ${field}`), value, field);
  if (added === 'copy') t.ok(contentOf(last).equals(contents.get('Messages.csv') ?? Buffer.alloc(0)));
  else if (typeof added === 'number') t.ok(contentOf(last).equals(Buffer.alloc(added)));
  else if (added) t.match(contentOf(last).toString('latin1'), added);
}

t.test('broken data cannot be decompressed, and are unchanged up to the break', async (t) => {
  for (const percent of [0, 10, 50, 90, 100]) {
    const { bytes, fired, pieces } = await madeWith(
      [{ do: 'corrupt-data', member: 'Messages.csv', percent }],
      make,
    );
    const from = pieces.findIndex(({ kind, member }) => kind === 'data' && member === 'Messages.csv');
    const start = pieces.slice(0, from).reduce((sum, piece) => sum + piece.bytes.length, 0);
    const data = Buffer.concat(
      pieces.flatMap(({ kind, member, bytes: part }) =>
        kind === 'data' && member === 'Messages.csv' ? [part] : [],
      ),
    );
    t.throws(() => inflateRawSync(data), { code: 'Z_DATA_ERROR' }, `${percent} %`);
    const place = (fired[0]?.[1] ?? 0) - start;
    if (percent < 90)
      t.ok(Math.abs(place - (data.length * percent) / 100) <= 6, `byte ${place} of ${data.length}`);
    t.ok(firstDifference(bytes, plain.bytes) === start + place);
  }
});

t.test('any compressed data can be broken at any position, and are unchanged before it', async (t) => {
  const contents = [
    text(40_000),
    text(200),
    noise(3000),
    Buffer.alloc(5000),
    Buffer.alloc(0),
    Buffer.from('x'),
  ];
  contents.push(Buffer.concat([text(20_000), noise(70_000), text(BLOCK - 90_000)]));
  const levels = [0, 1, 9];
  const finishFlush = [constants.Z_FINISH, constants.Z_SYNC_FLUSH];
  for (const content of contents) {
    for (const level of levels) {
      for (const flush of finishFlush) {
        const data = deflateRawSync(content, { level, finishFlush: flush });
        for (let part = 0; part <= 20; part++) {
          const byte = Math.min(Math.floor((data.length * part) / 20), data.length - 1);
          const breaking = breakingAt(data, byte, 0);
          const broken = withBits(data, breaking);
          const unpack = () => inflateRawSync(broken, { finishFlush: constants.Z_SYNC_FLUSH });
          const from = breaking.at >> 3;
          const first = broken.findIndex((value, index) => value !== data[index]);
          const sound = first >= from && first <= from + 6 && from <= byte + 6;
          if (!sound || !throwsDataError(unpack))
            t.fail(`${content.length} bytes, level ${level}, at ${byte}: ${from}`);
        }
      }
    }
  }
  t.pass();
});

function throwsDataError(unpack: () => unknown): boolean {
  try {
    unpack();
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'Z_DATA_ERROR';
  }
}

t.test('checkExport finds the damage, and does not fail on hostile archives', async (t) => {
  for (const { name, bytes, expected } of cases) {
    const { findings } = await withFile(bytes, (path) => checkExport(path));
    t.same([...new Set(findings.map(({ code }) => code))].sort(), [...expected.found].sort(), name);
  }
});

for (const { name: program, read } of zipReaders) {
  t.test(`${program} reads the valid archives and rejects the damaged ones`, async (t) => {
    const known = cases.filter(({ expected: { readBy = [], refusedBy = [] } }) =>
      [...readBy, ...refusedBy].includes(program),
    );
    const files = known.map(({ name }) => join(folder, name));
    const readings = await read(files, folder).catch(nullIfMissing);
    if (readings === null) return t.pass(`${program} is not installed`, { skip: true });
    t.equal(readings.length, known.length);
    const original = Array.from(contents, ([name, content]) => ({
      name,
      size: content.length,
      sha256: sha256(content),
    }));
    for (const [index, { name, expected }] of known.entries()) {
      const { refused, members } = readings[index] ?? {};
      t.equal(refused, expected.refusedBy?.includes(program) === true, `${name}: refused`);
      if (members === undefined) continue;
      const found = members.filter((member) => contents.has(member.name));
      t.same(found, original, `${name}: members`);
    }
  });
}
