import t from 'tap';
import { answersOf, requestIdentity } from '../../../conformance/compare/answers.ts';
import { joinedExports } from '../../../conformance/compare/joined-exports.ts';
import { joinedServed, withoutServedBeyond } from '../../../conformance/compare/served-rows.ts';
import type { ActualExport, ExpectedExport } from '../../../conformance/model/observation.ts';
import type { Exchange } from '../../../server/index.ts';
import fc from '../../helpers/properties.ts';

const HEADER = ['id', 'body'];
const rowsOf = (ids: readonly number[]) => ids.map((id) => [String(id), `text ${id}`]);

function expected(ids: readonly number[], table = 'Messages'): ExpectedExport {
  const tables = new Map([[table, { header: HEADER, rows: rowsOf(ids) }]]);
  return { tables, attachments: new Map(), zipBytes: 0, zipDigest: '', members: [] };
}

function actual(ids: readonly number[], over: Partial<ActualExport> = {}): ActualExport {
  const tables = new Map([['Messages', { header: HEADER, rows: rowsOf(ids) }]]);
  return {
    path: 'export.zip',
    form: 'csv',
    sound: true,
    problem: undefined,
    beyond: undefined,
    tables,
    attachments: new Map(),
    ...over,
  };
}

const idsOf = (one: ActualExport | undefined) => one?.tables.get('Messages')?.rows.map(([id]) => Number(id));

t.test('a row may be there as often as different requests were answered with it', async (t) => {
  const left = (ids: readonly number[], served: readonly (readonly number[])[]) =>
    idsOf(
      withoutServedBeyond(
        expected([1, 2, 3]),
        actual(ids),
        served.map((one) => expected(one)),
      ),
    );
  t.same(
    left(
      [1, 2, 2, 3],
      [
        [1, 2],
        [2, 3],
      ],
    ),
    [1, 2, 3],
    'twice in two answers',
  );
  t.same(
    left(
      [1, 2, 2, 2, 3],
      [
        [1, 2],
        [2, 3],
      ],
    ),
    [1, 2, 2, 3],
    'three times in two answers: one is too many',
  );
  t.same(
    left([0, 1, 2, 3, 4], [[0, 1, 2, 3]]),
    [1, 2, 3, 4],
    'a row of a longer window; one that nobody served',
  );
  t.same(
    left([1, 2, 2, 3], []),
    [1, 2, 2, 3],
    'nothing is set aside for a client that asks as it is told to',
  );
});

t.test('the tiles of a window, in any order, are the window', async (t) => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(50), { minLength: 1 }), fc.nat(50), (ids, cut) => {
      const tiles = [ids.filter((id) => id < cut), ids.filter((id) => id >= cut)];
      const joined = joinedExports(tiles.map((tile) => actual(tile))) ?? actual([]);
      const sorted = (
        idsOf(
          withoutServedBeyond(
            expected(ids),
            joined,
            tiles.map((tile) => expected(tile)),
          ),
        ) ?? []
      ).toSorted((a, b) => a - b);
      t.same(
        sorted,
        ids.toSorted((a, b) => a - b),
      );
    }),
    { numRuns: 50 },
  );
  t.equal(joinedExports([]), undefined);
  const faulty = joinedExports([
    actual([1]),
    actual([2], { path: 'b.zip', sound: false, problem: 'it is cut' }),
  ]);
  t.match(faulty, { path: 'b.zip', sound: false, problem: 'it is cut' }, 'one that cannot be read is named');
});

t.test('the answers together hold each row as often as the one with most of it', async (t) => {
  const joined = joinedServed([expected([1, 2, 2]), expected([2, 3])]);
  t.same(
    joined?.tables
      .get('Messages')
      ?.rows.map(([id]) => id)
      .toSorted(),
    ['1', '2', '2', '3'],
  );
  t.equal(joined?.zipDigest, '', 'the ZIP of one answer is not that of all');
  t.equal(joinedServed([]), undefined);
});

/** An exchange for a window, as the journal shows it. */
function exchange(since: string, until: string, status = 200, method = 'GET'): Exchange {
  const target = `/api/v1/export?since=${since}&until=${until}`;
  return {
    operation: 'network',
    request: { method, path: '/api/v1/export', target },
    parameters: [
      ['since', since],
      ['until', until],
    ],
    response: { status, headers: [] },
  } as unknown as Exchange;
}

t.test(
  'a retry is the same request, although its end has moved; another start is another request',
  async (t) => {
    const clock = Date.parse('2024-06-19T12:00:00Z');
    const [first, retry] = [
      exchange('2024-06-01T00:00:00Z', '2024-06-18T00:00:00Z', 500),
      exchange('2024-06-01T00:00:00Z', '2024-06-18T00:00:07Z'),
    ];
    const tile = exchange('2024-06-18T00:00:08Z', '2030-01-01T00:00:00Z');
    t.equal(requestIdentity(first), requestIdentity(retry));
    t.not(requestIdentity(retry), requestIdentity(tile));
    const answers = answersOf([first, retry, tile], clock);
    t.equal(answers.length, 2, 'a refused request is no answer');
    t.equal(answers[0]?.until, Date.parse('2024-06-18T00:00:07.999Z'), 'until includes its second');
    t.equal(answers[1]?.until, clock, 'nothing is newer than the clock');
    t.equal(
      answersOf([exchange('2024-06-01T00:00:00Z', '2024-06-02T00:00:00Z', 200, 'HEAD')], clock).length,
      0,
    );
  },
);
