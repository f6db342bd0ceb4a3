import { DAY_MS } from '../../schemas/durations.ts';
import type { Case, CaseArea, MachineFault, Run } from '../model/case.ts';
import type { CheckSpec } from '../model/check.ts';
import { keepsASoundExport } from './demands.ts';
import { afterFailure, control, network } from './failures.ts';
import { rowsTogether } from './together.ts';
import { ends, keepsTheEarlier, meets, nextDay } from './window-demands.ts';

const [everyRow] = rowsTogether;

/** A fault in which the run must fail. */
interface Failing {
  readonly machine: MachineFault;
  readonly id: string;
  readonly what: string;
  readonly rule: string;
  readonly tells: string;
  /** More checks on the daily runs. */
  readonly more?: readonly CheckSpec[];
}

const failing: readonly Failing[] = [
  {
    machine: 'no-listener',
    id: 'refused-connection',
    what: 'a refused connection',
    rule: 'A request without a response is a failed export. Seen broken in public clients: they report success.',
    tells: 'no-connection',
    more: [meets],
  },
  {
    machine: 'unwritable',
    id: 'unwritable-folder',
    what: 'an output folder that cannot be written to',
    rule: 'An export is complete only if it is in the output folder.',
    // A client with a database has the rows already, and writes them with those of the next run.
    tells: 'folder',
  },
];

/** The fault in a single window, after an earlier good export. */
const inOneWindow = ({ machine, id, what, rule, tells }: Failing): Case => ({
  id: `errors.${id}`,
  area: 'errors',
  title: `After ${what}, the client reports a failure and leaves the earlier export unchanged.`,
  runs: [control(), network({ machine, ends: ['failed'] })],
  checks: [
    ...afterFailure(rule, 'assumed'),
    {
      check: 'tells-of',
      of: tells,
      level: 'SHOULD',
      rule,
      label: 'assumed',
      why: 'A message without the cause sends its reader to the wrong people.',
    },
    keepsTheEarlier(),
  ],
});

/** The fault in the second of three daily runs. */
const inOneNight = ({ machine, id, what, rule, more = [] }: Failing): Case => ({
  id: `windows.${id}`,
  area: 'windows',
  title: `After ${what}, the next run loses no row.`,
  sequence: true,
  runs: [
    nextDay({ ends: ['complete'] }),
    nextDay({ machine, ends: ['failed'] }),
    nextDay({ ends: ['complete'] }),
  ],
  checks: [...afterFailure(rule, 'assumed', 2), keepsTheEarlier(2), ...more, ...rowsTogether],
});

const FULL =
  'A write that fails makes the run fail, and harms no earlier file. A client whose files are all small has all of them.';
const TOGETHER =
  'Two runs at the same time may both export, or one may refuse to run; neither damages what the other writes.';
const STATE =
  'State that cannot be read is reported, or the rows that it stood for are exported again; none of them is left out.';
const BEFORE = 'The watermark moves only after its export is in the output folder.';

const LOST_LATER = 'The rows of the window are in no export, and no message says so.';

/** Both endings are correct; the run ends, and a complete one has left something that can be read. */
function honest(rule: string, run?: number): readonly CheckSpec[] {
  const at = run === undefined ? {} : { run };
  return [
    {
      ...at,
      check: 'says-how-it-ended',
      level: 'MUST',
      rule,
      label: 'assumed',
      why: 'A client that hangs or is killed blocks all later jobs.',
    },
    { ...at, ...keepsASoundExport({ rule, label: 'assumed' }) },
  ];
}

const noSpace: readonly Case[] = [
  {
    id: 'download.no-space',
    area: 'download',
    title: 'An export that does not fit on the disk is not reported as complete.',
    runs: [control(), network({ machine: 'no-space', ends: ['complete', 'partial', 'failed'] })],
    checks: [
      ...honest(FULL),
      { check: 'keeps-what-it-says', level: 'MUST', rule: FULL, label: 'assumed', why: LOST_LATER },
      keepsTheEarlier(),
    ],
  },
  nights({
    id: 'no-space',
    area: 'windows',
    title: 'After a run on a full disk, the next run exports the rows that did not fit.',
    second: { machine: 'no-space', ends: ['complete', 'partial', 'failed'] },
    checks: [...honest(FULL, 2), keepsTheEarlier(2)],
  }),
];

/** A case of three daily runs of which the second is an unusual one, after which no row may be missing. */
function nights({
  id,
  area,
  title,
  second,
  third = { ends: ['complete'] },
  checks,
}: {
  readonly id: string;
  readonly area: CaseArea;
  readonly title: string;
  readonly second: Pick<Run, 'ends'> & Partial<Run>;
  readonly third?: Pick<Run, 'ends'> & Partial<Run>;
  readonly checks: readonly CheckSpec[];
}): Case {
  return {
    id: `${area}.${id}`,
    area,
    title,
    sequence: true,
    runs: [nextDay({ ends: ['complete'] }), nextDay(second), nextDay(third)],
    checks: [...checks, ...(everyRow === undefined ? [] : [everyRow])],
  };
}

/** Both runs are in the middle of their download at the same time. */
const bothUnderWay = {
  name: 'both-under-way',
  rules: [
    {
      when: { requests: '1-2' },
      steps: [{ do: 'stall', at: { member: 'Messages.csv', percent: 60 }, ms: 300 }],
    },
  ],
} as const satisfies Run['scenario'];

const twoAtOnce = nights({
  id: 'two-at-once',
  area: 'windows',
  title: 'Two runs at the same time lose no row and damage no export.',
  second: { machine: 'two-at-once', scenario: bothUnderWay, ends: ['complete', 'partial', 'failed'] },
  checks: [
    ...honest(TOGETHER, 2),
    keepsTheEarlier(2),
    ends(undefined, TOGETHER, 'A lock that is left behind stops all later exports.'),
  ],
});

const damages = {
  'cut-state': 'cut in half',
  'garbled-state': 'overwritten with garbage',
  'emptied-state': 'emptied',
} as const;

const damagedState = (machine: keyof typeof damages): Case =>
  nights({
    id: machine,
    area: 'windows',
    title: `After its state was ${damages[machine]}, the client fails or exports again what it cannot know; it leaves out no row.`,
    second: { machine, ends: ['complete', 'partial', 'failed'] },
    third: { ends: ['complete', 'partial', 'failed'] },
    checks: [ends(2, STATE, 'A client that hangs or is killed blocks all later jobs.')],
  });

const killedAtTheWatermark = nights({
  id: 'killed-at-the-watermark',
  area: 'windows',
  title: 'A client that is killed as it writes its state loses no row.',
  second: { midway: 'kill-at-state', ends: [], advanceMs: 10 * DAY_MS },
  checks: [ends(undefined, BEFORE, 'After one power cut, the machine never exports again.')],
});

/** The cases in which the client's own machine has a fault. */
export const machineCases: readonly Case[] = [
  ...failing.flatMap((one) => [inOneWindow(one), inOneNight(one)]),
  ...noSpace,
  twoAtOnce,
  ...(['cut-state', 'garbled-state', 'emptied-state'] as const).map(damagedState),
  killedAtTheWatermark,
];
