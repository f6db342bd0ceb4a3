import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { coverage } from '../../../conformance/reference-client/coverage.ts';
import { Failure } from '../../../conformance/reference-client/failure.ts';
import type { ArchiveFacts, ReferenceParts } from '../../../conformance/reference-client/parts.ts';
import { publish } from '../../../conformance/reference-client/publish.ts';
import { referenceParts } from '../../../conformance/reference-client/reference-parts.ts';
import { recall, remember } from '../../../conformance/reference-client/watermark.ts';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../../schemas/durations.ts';

/** The reference client with one mistake that shows over several runs. */
export interface SequenceMutant {
  readonly name: string;
  readonly does: string;
  readonly parts: Partial<ReferenceParts>;
  /** The case that finds the mistake, and its checks that fail, without the id of the case. */
  readonly shownBy: string;
  readonly fails: readonly string[];
}

/** A `recall` that moves the start of the next window. */
const begins =
  (elsewhere: (at: number) => number): ReferenceParts['recall'] =>
  async (options) => {
    const at = await recall(options);
    return at === undefined ? undefined : elsewhere(at);
  };

const nothingMissing = () => ({ missing: [], notes: [] });

/** Tells whether an export has only the rows of the current state. */
const isEmpty = ({ csvs }: ArchiveFacts): boolean =>
  csvs.every(({ member, rows }) => rows === 0 || /(^|\/)(Admins|Networks)\.csv$/.test(member));

export const sequenceMutants: readonly SequenceMutant[] = [
  {
    name: 'log-ignorer',
    does: 'Does not check whether the export is partial.',
    parts: { readLog: nothingMissing, readTables: nothingMissing },
    shownBy: 'windows.partial-night',
    fails: ['says-how-it-ended@2', 'goes-on-where-it-ended', 'keeps-every-row'],
  },
  {
    name: 'moves-first',
    does: 'Moves its watermark by a day before the request.',
    parts: {
      recall: async (options) => {
        const at = await recall(options);
        if (at !== undefined) await remember(options, { since: at, until: at + DAY_MS - 1 });
        return at;
      },
    },
    shownBy: 'windows.failed-night',
    fails: ['goes-on-where-it-ended', 'keeps-every-row'],
  },
  {
    name: 'day-again',
    does: 'Starts every window a day before the end of the last one.',
    parts: { recall: begins((at) => at - DAY_MS) },
    shownBy: 'windows.two-days',
    fails: ['asks-for-nothing-again', 'keeps-no-row-twice'],
  },
  {
    name: 'forgetful',
    does: 'Remembers nothing from run to run.',
    parts: { intend: async () => {}, remember: async () => {} },
    shownBy: 'windows.two-days',
    fails: ['asks-for-nothing-again', 'keeps-no-row-twice'],
  },
  {
    name: 'hours-later',
    does: 'Starts every window six hours after the end of the last one.',
    parts: { recall: begins((at) => at + 6 * HOUR_MS) },
    shownBy: 'windows.two-days',
    fails: ['goes-on-where-it-ended', 'leaves-no-gap', 'keeps-every-row'],
  },
  {
    name: 'second-later',
    does: 'Starts every window at the second after the one in which the last window ended.',
    parts: { recall: begins((at) => Math.floor((at - 1) / SECOND_MS) * SECOND_MS + SECOND_MS) },
    shownBy: 'windows.ends-within-a-second',
    fails: ['keeps-every-row'],
  },
  {
    name: 'second-again',
    does: 'Starts every window at the second in which the last one ended.',
    parts: { recall: begins((at) => Math.floor((at - 1) / SECOND_MS) * SECOND_MS) },
    shownBy: 'windows.ends-within-a-second',
    fails: ['keeps-no-row-twice'],
  },
  {
    name: 'until-exclusive',
    does: 'Treats the end of a window as exclusive.',
    parts: {
      buildRequest: (options, { since, until }, token) =>
        referenceParts.buildRequest(
          options,
          { since, until: until === undefined ? undefined : until - SECOND_MS },
          token,
        ),
    },
    shownBy: 'windows.until-at-a-second',
    fails: ['keeps-the-export@1', 'keeps-every-row'],
  },
  {
    name: 'empty-is-failure',
    does: 'Reports an export without rows as a failure.',
    parts: {
      verifyArchive: async (file, signal) => {
        const facts = await referenceParts.verifyArchive(file, signal);
        if (isEmpty(facts)) throw new Failure('the export is empty');
        return facts;
      },
    },
    shownBy: 'windows.empty',
    fails: ['says-how-it-ended@2', 'keeps-the-export@2'],
  },
  {
    name: 'empty-moves-nothing',
    does: 'Does not move its watermark after an export without rows.',
    parts: {
      coverage: (asked, facts, answer) => (isEmpty(facts) ? undefined : coverage(asked, facts, answer)),
    },
    shownBy: 'windows.empty',
    fails: ['asks-for-nothing-again'],
  },
  {
    name: 'follows-the-clock-back',
    does: 'Moves its watermark back when the clock of the service is set back.',
    parts: {
      remember: async (options, covered) => {
        await rm(join(options.state ?? '', 'watermarks.json'), { force: true });
        await remember(options, covered);
      },
      coverage: (asked, facts, answer) => {
        const covered = coverage(asked, facts, answer);
        const clock = Number(/export-(\d+)/.exec(answer.headers['content-disposition'] ?? '')?.[1]);
        return covered && { ...covered, until: Math.min(covered.until, clock) };
      },
    },
    shownBy: 'windows.clock-set-back',
    fails: ['asks-for-nothing-again', 'keeps-no-row-twice'],
  },
  {
    name: 'clears-up',
    does: 'Removes the exports of earlier windows.',
    parts: {
      publish: async (file, ended, place) => {
        const earlier = (await readdir(place.out)).filter((name) => name.endsWith('.zip'));
        const target = await publish(file, ended, place);
        const others = earlier.map((name) => join(place.out, name)).filter((path) => path !== target);
        await Promise.all(others.map((path) => rm(path)));
        return target;
      },
    },
    shownBy: 'windows.two-days',
    fails: ['keeps-every-row'],
  },
  {
    name: 'notes-among-exports',
    does: 'Keeps its watermark in the folder of the exports.',
    parts: {
      recall: (options) => recall({ ...options, state: options.out }),
      remember: (options, covered) => remember({ ...options, state: options.out }, covered),
      intend: async () => {},
    },
    shownBy: 'windows.exports-taken-away',
    fails: ['asks-for-nothing-again'],
  },
];
