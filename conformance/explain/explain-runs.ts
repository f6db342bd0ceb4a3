import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../schemas/durations.ts';
import { listScenarios, type Scenario, scenarioCatalogue } from '../../server/index.ts';
import type { Case, MachineFault, Run } from '../model/case.ts';

/** Runs that follow each other and are the same, in words. */
export interface ExplainedRuns {
  /** `Run 4`, or `Runs 5-8`. */
  readonly title: string;
  readonly text: string;
}

/**
 * The course of a case, run by run: when each run takes place, what the client is to export, what the server
 * and the kit do, and the outcome that is correct. Equal runs that follow each other are one entry; an entry
 * like an earlier one refers to it.
 */
export async function explainRuns({ runs }: Case): Promise<readonly ExplainedRuns[]> {
  const catalogue = await scenarioCatalogue();
  const texts = await Promise.all(runs.map((run, index) => runText(run, index, catalogue)));
  const known = new Map<string, number>();
  return texts.flatMap((text, index) => {
    if (index > 0 && text === texts[index - 1]) return [];
    const number = index + 1;
    const next = texts.findIndex((other, at) => at > index && other !== text);
    const last = next === -1 ? texts.length : next;
    const first = known.get(text);
    known.set(text, first ?? number);
    const title = last === number ? `Run ${number}` : `Runs ${number}-${last}`;
    return [{ title, text: first === undefined ? text : `As in run ${first}.` }];
  });
}

async function runText(run: Run, index: number, catalogue: readonly Scenario[]): Promise<string> {
  const steps = await stepsOf(run, catalogue);
  const server = steps.map((step) => step.replace(': ', ', the server ').replace('; then ', ', then '));
  return [asked(run, index), ...server, ...kitTexts(run), outcome(run)].join(' ');
}

/** The task of the client in a run, and its time: `24 hours later, the client exports …`. */
function asked({ operation, parameters: { since, user, ...others }, advanceMs }: Run, index: number): string {
  const when = index === 0 || advanceMs === undefined ? '' : whenText(advanceMs);
  const from = since === undefined ? '' : ` since ${since}`;
  const what = {
    network: `the client exports the network${from}`,
    resume:
      index === 0
        ? `the client makes its first export of the network${from}`
        : 'the client exports the network from the end of its last complete export',
    user: `the client exports ${users[user ?? 'active']}`,
    files: `the client exports the files${from}`,
  }[operation];
  const more = Object.entries(others).map(([name, value]) => ` with ${optionText(name, value)}`);
  const sentence = `${when}${what}${more.join(' and')}.`;
  return `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}`;
}

const users = {
  active: 'an active user',
  suspended: 'a suspended user',
  deleted: 'a deleted user',
  unknown: 'a user that does not exist',
} as const satisfies Record<NonNullable<Run['parameters']['user']>, string>;

/** The parameters whose names in a case differ from those of the API. */
const apiNames: Readonly<Record<string, string>> = {
  includeEns: 'include_ens',
  excludeFiles: 'exclude_files',
};

function optionText(name: string, value: unknown): string {
  return `${apiNames[name] ?? name} ${[value].flat().join(' and ')}`;
}

function whenText(advanceMs: number): string {
  if (advanceMs === 0) return 'at the same time, ';
  const time = lengthText(Math.abs(advanceMs));
  return advanceMs > 0 ? `${time} later, ` : `after the clock was set back by ${time}, `;
}

const units = [
  ['day', DAY_MS],
  ['hour', HOUR_MS],
  ['minute', MINUTE_MS],
  ['second', SECOND_MS],
  ['millisecond', 1],
] as const;

/** A length of time in whole units: `24 hours`, `2 days`, `24 hours and 10 minutes`. */
function lengthText(ms: number): string {
  const parts: string[] = [];
  let rest = ms;
  for (const [unit, size] of units) {
    const isRound = rest % size === 0 && rest > size;
    const count = unit === 'day' && !isRound ? 0 : Math.floor(rest / size);
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
    rest -= count * size;
  }
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}

const machineTexts: Readonly<Record<MachineFault, string>> = {
  'no-listener': 'Nothing listens at the base URL.',
  unwritable: 'The output folder is below a regular file, so that nobody can create it.',
  'no-space': 'No file can become larger than 8 KiB, as on a full disk.',
  'cut-state': 'Before the run, the kit cuts every small file of the state folder in half.',
  'garbled-state': 'Before the run, the kit overwrites every small file of the state folder with garbage.',
  'emptied-state': 'Before the run, the kit empties every small file of the state folder.',
  'two-at-once': 'The kit starts the client twice at the same time.',
};

const midwayTexts: Readonly<Record<NonNullable<Run['midway']>, string>> = {
  look: 'The kit observes the client while it runs.',
  kill: 'The kit kills the client during the stall.',
  'kill-at-state': 'The kit kills the client as soon as it writes its state.',
};

/** The actions of the kit on the client and its folders, a sentence each. */
function kitTexts({ takesAway, machine, midway, env = {} }: Run): readonly string[] {
  return [
    ...(takesAway === true ? ['Before the run, the kit empties the output folder.'] : []),
    ...Object.entries(env).map(([name, value]) => `The environment has ${name}=${value}.`),
    ...(machine === undefined ? [] : [machineTexts[machine]]),
    ...(midway === undefined ? [] : [midwayTexts[midway]]),
  ];
}

function outcome({ ends }: Run): string {
  return ends.length === 0
    ? 'No outcome is demanded of this run.'
    : `The correct outcome is ${ends.join(' or ')}.`;
}

/** The steps of the scenario of a run, a sentence for each rule. */
async function stepsOf({ scenario }: Run, catalogue: readonly Scenario[]): Promise<readonly string[]> {
  if (scenario === undefined) return [];
  const known = catalogue.find(({ name }) => name === scenario);
  const none = { area: 'http', what: '', shows: '', source: '' } as const;
  const own = typeof scenario === 'string' ? known : { ...none, ...scenario };
  if (own === undefined) return [];
  const [listed] = await listScenarios([own], { url: '', since: '' });
  return listed?.steps ?? [];
}
