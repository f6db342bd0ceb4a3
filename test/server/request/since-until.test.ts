import t from 'tap';
import { DAY_MS, HOUR_MS } from '../../../schemas/durations.ts';
import { completeAssumptions } from '../../../schemas/index.ts';
import { parseQuery } from '../../../server/http/query.ts';
import { parseInstant } from '../../../server/request/instant.ts';
import { readWindow } from '../../../server/request/window.ts';
import fc, { anyCharacter } from '../../helpers/properties.ts';
import { asking, NOW } from '../../helpers/serve.ts';
import { unzip } from '../../helpers/unzip.ts';

const EXPORT = '/api/v1/export';
const assumptions = completeAssumptions({});

const at = (...parts: [number, number, number, number?, number?, number?, number?]): number =>
  Date.UTC(parts[0], parts[1] - 1, parts[2], parts[3] ?? 0, parts[4] ?? 0, parts[5] ?? 0, parts[6] ?? 0);
const noon = at(2024, 2, 9, 12);
const spellings: [query: string, since: number][] = [
  ['2024-02-09T12:00:00+00:00', noon],
  ['2024-02-09T12:00:00%2B00:00', noon],
  ['2024-02-09T12%3A00%3A00%2B00%3A00', noon],
  ['2024-02-09T12:00:00+0000', noon],
  ['2024-02-09T12:00:00%2B0000', noon],
  ['2024-02-09T12:00:00+02:00', noon - 7_200_000],
  ['2024-02-09T12:00:00%2B02:00', noon - 7_200_000],
  ['2024-02-09T12:00:00-0800', noon + 8 * 3_600_000],
  ['2024-02-09T12:00:00%2D0800', noon + 8 * 3_600_000],
  ['2024-02-09T12:00:00-08:00', noon + 8 * 3_600_000],
  ['2024-02-09T12:00:00-08', noon + 8 * 3_600_000],
  ['2024-02-09T12:00:00+05', noon - 5 * 3_600_000],
  ['2024-02-09T12:00:00+0545', noon - (5 * 60 + 45) * 60_000],
  ['2024-02-09T12:00:00-00:00', noon],
  ['2024-02-09T12:00:00Z', noon],
  ['2024-02-09T12:00:00z', noon],
  ['2024-02-09t12:00:00z', noon],
  ['2024-02-09T12:00:00', noon],
  ['2024-02-09T12:00', noon],
  ['2024-02-09T12', noon],
  ['2024-02-09+12:00:00', noon],
  ['2024-02-09%2012:00:00%20%2B0000', noon],
  ['2024-02-09T12:00:00.5', noon + 500],
  ['2024-02-09T12:00:00,5Z', noon + 500],
  ['2024-02-09T12:00:00.123Z', noon + 123],
  ['2024-02-09T12:00:00.123456', noon + 123],
  ['2024-02-09T12:00:00.123999%2B00:00', noon + 123],
  ['2024-02-09T12:00:00.123456789Z', noon + 123],
  ['2024-02-09', at(2024, 2, 9)],
  ['2024-2-9', at(2024, 2, 9)],
  ['2024-02-9T00:00:00+00:00', at(2024, 2, 9)],
  ['2024-6-30', at(2024, 6, 30)],
  ['2024-02-09T9:05:00', at(2024, 2, 9, 9, 5)],
  ['20240209', at(2024, 2, 9)],
  ['20240209T120000Z', noon],
  ['20240209T120000+0000', noon],
  ['2024-02-29', at(2024, 2, 29)],
  ['2000-02-29', at(2000, 2, 29)],
  ['2024-02-09T24:00', at(2024, 2, 10)],
  ['2023-12-31T24:00:00.000Z', at(2024, 1, 1)],
  ['+2024-02-09+', at(2024, 2, 9)],
  ['0', 0],
  ['1969-12-31T23:59:59Z', -1000],
  ['1990-01-01', at(1990, 1, 1)],
  ['9999-12-31T23:59:59Z', at(9999, 12, 31, 23, 59, 59)],
];

t.test('a date is read in every form that clients send', async (t) => {
  for (const [spelling, since] of spellings) {
    const query = parseQuery(`since=${spelling}`);
    t.equal(parseInstant(query.values.get('since')?.[0]?.trim() ?? '')?.at, since, spelling);
  }
  const ask = asking(t);
  const answer = await ask(`${EXPORT}?model=Segment&since=2024-02-09T12:00:00+02:00&until=2024-2-10`);
  const request = (await unzip(answer.rawPayload)).get('request.txt')?.toString() ?? '';
  t.match(
    request,
    'since: 2024-02-09T10:00:00.000Z\nuntil: 2024-02-10T00:00:00.000Z\n',
    'and request.txt says what it means',
  );
});

const noDates = [
  '',
  ' ',
  'x',
  '-',
  '00',
  '1',
  '2024',
  '2024-06',
  '2024-W01-1',
  '2024-366',
  '24-02-09',
  '12024-02-09',
  '+2024-02-09',
  '2021-02-29',
  '1900-02-29',
  '2024-00-01',
  '2024-13-01',
  '2024-01-00',
  '2024-01-32',
  '2024-04-31',
  '2024-01-01T',
  '2024-01-01T25:00',
  '2024-01-01T24:01',
  '2024-01-01T24:00:00.001',
  '2024-01-01T12:60',
  '2024-01-01T12:00:60',
  '2024-01-01T12:00:00+24:00',
  '2024-01-01T12:00:00+12:60',
  '2024-01-01T12:00:00+1',
  '2024-01-01T12:00:00.',
  '2024-01-01T12:00:00.1234567890',
  '2024-01-01T12:00:00 UTC',
  '2024/01/01',
  '01.02.2024',
  '2024-01-01T12:00:00ZZ',
  '2024-01-01  12:00',
  '2024-01-01T12:00:00  00:00',
  '20241',
  '2024-0101',
  '٢٠٢٤-٠١-٠١',
  '1e3',
  'NaN',
  '1719705600',
  '1719705600000',
  `2024-01-01T12:00:00.${'1'.repeat(100_000)}`,
  ' '.repeat(1000),
];

t.test('an impossible date is not read', (t) => {
  for (const word of noDates) t.equal(parseInstant(word), undefined, JSON.stringify(word.slice(0, 60)));
  t.end();
});

t.test('an instant stays the same in every form', (t) => {
  const ways: ((at: Date, offset: number) => string)[] = [
    (at) => at.toISOString(),
    (at) => at.toISOString().replace('Z', '+00:00'),
    (at) => at.toISOString().replace('Z', ' 00:00'),
    (at) => at.toISOString().replace('Z', '000'),
    (at) => at.toISOString().replace('T', ' '),
    (at) => at.toISOString().replace(/[-:]/g, ''),
    (at, offset) =>
      `${new Date(at.getTime() + offset * 60_000).toISOString().slice(0, -1)}${zone(offset, ':')}`,
    (at, offset) =>
      `${new Date(at.getTime() + offset * 60_000).toISOString().slice(0, -1)}${zone(offset, '')}`,
  ];
  function zone(offset: number, colon: string): string {
    const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
    return `${offset < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}${colon}${String(minutes).padStart(2, '0')}`;
  }
  const instants = fc.date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true });
  fc.assert(
    fc.property(
      instants,
      fc.integer({ min: -1439, max: 1439 }),
      fc.constantFrom(...ways),
      (at, offset, spell) => {
        t.equal(parseInstant(spell(at, offset))?.at, at.getTime());
      },
    ),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter, maxLength: 60 }), (text) => {
      parseInstant(text);
    }),
  );
  t.end();
});

const day = Date.UTC(2024, 5, 10);
const windows: [profile: 'current' | 'legacy', query: string, from: number, to: number][] = [
  ['current', 'since=2024-06-10', day, NOW + 1],
  ['current', 'since=2024-06-10&until', day, NOW + 1],
  ['current', 'since=2024-06-10&until=2024-06-11', day, day + DAY_MS + 1000],
  ['current', 'since=2024-06-10&until=2024-06-10', day, day + 1000],
  ['current', 'since=2024-06-10&until=2024-06-10T10:00:00Z', day, day + 36_001_000],
  ['current', 'since=2024-06-10&until=2024-06-10T10:00:00.999Z', day, day + 36_001_000],
  ['current', 'since=2024-06-10&until=9999-12-31', day, NOW + 1],
  ['current', 'since=2024-06-10T00:00:00.001Z&until=2024-06-10T00:00:00.002Z', day + 1, day + 1000],
  ['current', 'since=0', 0, NOW + 1],
  ['current', 'since=0001-01-01', 0, NOW + 1],
  ['current', 'since=0001-01-01&until=1969-01-01', 0, 0],
  ['current', 'since=9999-12-31', NOW + 1, NOW + 1],
  ['current', 'since=9999-12-30&until=9999-12-31', NOW + 1, NOW + 1],
  ['legacy', 'since=2024-06-10', day, NOW + 1],
  ['legacy', 'since=2024-06-10&until=2024-06-11', day, day + DAY_MS + 1000],
  ['legacy', 'since=2024-06-10&until=2024-06-11T23:59:59Z', day, day + 2 * DAY_MS],
  ['legacy', 'since=2024-06-10&until=2024-06-11T23:00:00-08:00', day, day + DAY_MS + 31 * HOUR_MS + 1000],
  [
    'legacy',
    'since=2024-06-10T05:00:00Z&until=2024-06-10T06:00:00Z',
    day + 5 * HOUR_MS,
    day + 6 * HOUR_MS + 1000,
  ],
];

t.test('the window holds whole seconds, ends with the clock, and follows the profile', (t) => {
  for (const [profile, query, from, to] of windows) {
    const span = readWindow(parseQuery(query), { profile, now: NOW, assumptions });
    const expected = { from, to, now: NOW, things: 'touched' };
    t.strictSame('window' in span ? span.window : span.body, expected, `${profile}: ${query}`);
  }
  t.end();
});

t.test('where the date of until counts, a window that ends before it begins is refused', (t) => {
  const midnight = { ...assumptions, 'legacy-until': 'midnight' } as const;
  const reading = { profile: 'legacy', now: NOW, assumptions: midnight } as const;
  const whole = readWindow(parseQuery('since=2024-06-10&until=2024-06-11T23:59:59Z'), reading);
  t.match(whole, { window: { from: day, to: day + DAY_MS + 1000 } });
  const hour = readWindow(parseQuery('since=2024-06-10T05:00:00Z&until=2024-06-10T06:00:00Z'), reading);
  t.match(hour, { status: 400 });
  t.end();
});
