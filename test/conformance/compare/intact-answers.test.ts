import t from 'tap';
import {
  hasIntactParts,
  intactAnswers,
  isCoveredIntact,
} from '../../../conformance/compare/intact-answers.ts';
import type { RunObservation } from '../../../conformance/model/observation.ts';

interface Given {
  readonly since: string;
  readonly until: string;
  readonly model?: string;
  readonly broken?: true;
  /** The byte at which a step ends the body. */
  readonly endsAt?: number;
}

/** The exchanges of a run, and one served export of 500 bytes. */
function seenOf(...all: readonly Given[]): RunObservation {
  const exchanges = all.map(({ since, until, model, broken, endsAt }) => ({
    operation: 'network',
    request: { method: 'GET', path: '/api/v1/export', target: '/api/v1/export' },
    parameters: [['since', since], ['until', until], ...(model === undefined ? [] : [['model', model]])],
    steps:
      broken || endsAt !== undefined ? [{ do: 'stream', text: '', byte: endsAt ?? 20, endsBody: true }] : [],
    response: { status: 200 },
    ending: broken || endsAt !== undefined ? 'cut' : 'complete',
  }));
  return { exchanges, servedExports: [{ zipBytes: 500 }] } as unknown as RunObservation;
}

const day = (number: number) => ({
  since: `2024-06-0${number}T00:00:00.000Z`,
  until: `2024-06-0${number}T23:59:59.999Z`,
});
const both = { since: day(1).since, until: day(2).until };

t.test('a step at a place that the archive does not have changes nothing', (t) => {
  t.equal(intactAnswers(seenOf({ ...both, endsAt: 500 })).length, 1);
  t.equal(intactAnswers(seenOf({ ...both, endsAt: 499 })).length, 0);
  t.end();
});

t.test('a run that got past the fault in shorter windows is covered', (t) => {
  const whole = { ...both, broken: true } as const;
  const table: readonly (readonly [what: string, seen: RunObservation, parts: boolean, covered: boolean])[] =
    [
      ['all broken', seenOf(whole, { ...day(1), broken: true }), false, false],
      ['one day', seenOf(whole, day(1), { ...day(2), broken: true }), true, false],
      ['both days', seenOf(whole, day(2), day(1)), false, true],
      ['nothing broken', seenOf(both), false, true],
      ['another model', seenOf({ ...both, model: 'User' }, { ...whole, model: 'Message' }), true, false],
    ];
  for (const [what, seen, parts, covered] of table)
    t.same([hasIntactParts(seen), isCoveredIntact(seen)], [parts, covered], what);
  t.end();
});
