import {
  columnsOf,
  type FileKey,
  filesOf,
  type Mistake,
  memberNameOf,
  networkModels,
  networkProfiles,
  pointer,
  profiles,
  resolveNetworkModel,
  resolveUserModel,
  shown,
  userModels,
} from '../../schemas/index.ts';
import { nearest } from '../../schemas/text.ts';
import { parseInstant } from '../request/instant.ts';
import { tooMuch } from './costs.ts';
import { neverHappens } from './never.ts';
import type { OwnScenario, Step, When } from './scenario.ts';
import { stepKinds } from './step-kinds.ts';
import type { StepKind } from './steps/kind.ts';

/** Names of sessions: a token could not select a scenario with such a name. */
const TAKEN = /^(?:main|[0-9a-f]{16})$/;

/** Maps the names of every CSV, without folder and extension, to its key. */
const keysByName: ReadonlyMap<string, FileKey> = new Map(
  profiles.flatMap((profile) =>
    filesOf(profile).flatMap((key) => [
      [key, key] as const,
      [(memberNameOf(key, profile) ?? key).replace(/\.csv$/, ''), key] as const,
    ]),
  ),
);

/**
 * The semantic mistakes in a scenario that matches the schema: steps that can never happen, names that do not
 * exist, limits that are exceeded.
 */
export function mistakesInMeaning(scenario: OwnScenario): readonly Mistake[] {
  const added = namesAdded(scenario);
  return [
    ...nameMistakes(scenario.name),
    ...scenario.rules.flatMap(({ when = {}, steps }, rule) => [
      ...whenMistakes(when, pointer('', 'rules', rule, 'when')),
      ...steps.flatMap((step, number) =>
        stepMistakes(step, added).map(({ path, text }) => ({
          path: pointer('', 'rules', rule, 'steps', number) + path,
          text,
        })),
      ),
    ]),
    ...neverHappens(scenario),
    ...tooMuch(scenario),
  ];
}

function nameMistakes(name: string): readonly Mistake[] {
  if (!TAKEN.test(name)) return [];
  const text = `expected a name that no session can have, got ${shown(name)}: main and 16 hexadecimal digits are reserved for sessions.`;
  return [{ path: '/name', text }];
}

function whenMistakes({ model, window = {} }: When, path: string): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  if (model !== undefined && !isModel(model)) {
    const known = [...new Set([...networkModels('current'), ...userModels()])];
    mistakes.push(unknown(pointer(path, 'model'), 'the name of a model, for example Message', model, known));
  }
  for (const [name, text] of Object.entries(window)) {
    mistakes.push(...dateMistakes(text, pointer(path, 'window', name)));
  }
  return mistakes;
}

function isModel(name: string): boolean {
  const found = [
    ...networkProfiles.map((profile) => resolveNetworkModel(profile, name)),
    resolveUserModel(name),
  ];
  return found.some((key) => key !== undefined);
}

function dateMistakes(text: string, path: string): readonly Mistake[] {
  if (parseInstant(text) !== undefined) return [];
  return [{ path, text: `expected a date that exists, got ${shown(text)}.` }];
}

/** Members and columns that exist only because a step of the scenario adds them. */
interface Added {
  readonly members: ReadonlySet<string>;
  readonly columns: ReadonlySet<string>;
}

function namesAdded({ rules }: OwnScenario): Added {
  const steps = rules.flatMap((rule) => rule.steps);
  return {
    members: new Set(
      steps.flatMap((step) => {
        if (step.do === 'add-member') return [step.name];
        return step.do === 'rename-member' ? [step.to] : [];
      }),
    ),
    columns: new Set(
      steps.flatMap((step) => {
        if (step.do === 'csv-add-column') return [step.column];
        return step.do === 'csv-rename-column' ? [step.to] : [];
      }),
    ),
  };
}

function stepMistakes(step: Step, added: Added): readonly Mistake[] {
  const kind = stepKinds[step.do] as StepKind<Step>;
  const names = Object.keys(kind.properties).filter((name) => name !== 'file');
  if (kind.needsProperty && !names.some((name) => Object.hasOwn(step, name))) {
    return [
      {
        path: '',
        text: `expected one of ${names.join(', ')}, got none; without one the step changes nothing.`,
      },
    ];
  }
  return [
    ...memberNames(step).flatMap(([path, member]) => memberMistakes(member, path, added)),
    ...columnMistakes(step, added),
    ...(step.do === 'clock' && step.set !== undefined ? dateMistakes(step.set, '/set') : []),
  ];
}

/** All member names in a step, each with its JSON pointer. */
function memberNames(step: Step): readonly (readonly [path: string, member: string])[] {
  const { member, of, at, until, from } = step as Readonly<Record<string, unknown>>;
  const anchors = Object.entries({ at, until, from }).flatMap(([name, anchor]) =>
    typeof anchor === 'object' && anchor !== null
      ? Object.entries(anchor).map(([key, value]) => [pointer('', name, key), value] as const)
      : [],
  );
  const all = [['/member', member] as const, ['/of', of] as const, ...anchors];
  return all.filter((one): one is [string, string] => typeof one[1] === 'string');
}

/** Checks a member name. Attachments may have any name; a name that looks like a CSV must be a known CSV. */
function memberMistakes(member: string, path: string, { members }: Added): readonly Mistake[] {
  const name = member.replace(/^\d+\//, '');
  if (name.includes('/')) return [];
  if (members.has(member) || keysByName.has(name.replace(/\.csv$/, '')) === name.endsWith('.csv')) return [];
  const known = [...keysByName.keys()].map((key) => `${key}.csv`);
  const meant = known.find((one) => one === `${name}.csv`) ?? nearest(member, known);
  return [unknown(path, 'the name of a member, for example Messages.csv', member, known, meant)];
}

function columnMistakes(step: Step, { columns }: Added): readonly Mistake[] {
  if (!('column' in step) || step.do === 'csv-add-column' || columns.has(step.column)) return [];
  const key = keysByName.get(step.file);
  if (key === undefined) return [];
  const known = [...new Set(profiles.flatMap((profile) => columnsOf(key, profile).map(([name]) => name)))];
  if (known.includes(step.column)) return [];
  return [unknown('/column', `a column of ${step.file}.csv`, step.column, known)];
}

function unknown(
  path: string,
  expected: string,
  got: string,
  known: readonly string[],
  meant = nearest(got, known),
): Mistake {
  const advice =
    meant === undefined ? `Use one of ${known.join(', ')}.` : `Did you mean ${JSON.stringify(meant)}?`;
  return { path, text: `expected ${expected}, got ${shown(got)}. ${advice}` };
}
