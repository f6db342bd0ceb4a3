import {
  columnsOf,
  filesOf,
  type JsonSchema,
  memberNameOf,
  networkModels,
  profiles,
} from '../../../schemas/index.ts';
import {
  type OwnScenario,
  type Rule,
  type Step,
  stepKinds,
  type When,
} from '../../../server/scenarios/index.ts';
import { type AnswerStep, answerKinds } from '../../../server/scenarios/steps/answer.ts';
import type { StepKind } from '../../../server/scenarios/steps/kind.ts';
import { signInKinds } from '../../../server/scenarios/steps/sign-in.ts';
import fc, { anyCharacter } from '../properties.ts';

const members = filesOf('current').map((key) => memberNameOf(key, 'current') ?? key);
const aCsv = fc.constantFrom(...members);
const aMember = fc.oneof(aCsv, fc.constantFrom('log.txt', 'request.txt', 'files/1.txt'));

/** All columns, each with its file. */
const columns = filesOf('current').flatMap((file) =>
  [...new Set(profiles.flatMap((profile) => columnsOf(file, profile).map(([name]) => name)))].map(
    (column) => ({
      file,
      column,
    }),
  ),
);

const anInstant = fc
  .integer({ min: Date.UTC(2023, 0), max: Date.UTC(2025, 0) })
  .map((at) => new Date(at).toISOString());

/** Values for properties that must name something, or that would make a run slow. */
const ownValues: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  ms: fc.integer({ min: 0, max: 20 }),
  everyMs: fc.integer({ min: 1, max: 5 }),
  bytes: fc.integer({ min: 20_000, max: 1_000_000 }),
  member: aMember,
  of: aCsv,
  before: fc.oneof(aMember, fc.constant('directory')),
  after: aMember,
  header: aMember,
  set: anInstant,
};

/** Arbitrary values of a part of the schema. */
function valuesFor(schema: JsonSchema, name = ''): fc.Arbitrary<unknown> {
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  const own = ownValues[name];
  if (own !== undefined && schema.type !== 'object') return own;
  if (Array.isArray(schema.anyOf)) return fc.oneof(...schema.anyOf.map((one: JsonSchema) => objectOf(one)));
  const make = makers[String(schema.type)];
  if (make === undefined) throw new Error(`expected a schema of a known type, got ${JSON.stringify(schema)}`);
  return make(schema);
}

const makers: Readonly<Record<string, (schema: JsonSchema) => fc.Arbitrary<unknown>>> = {
  boolean: () => fc.boolean(),
  integer: ({ minimum, maximum, not }) =>
    fc
      .integer({ min: Number(minimum), max: Math.min(Number(maximum), 2 ** 31) })
      .filter((value) => value !== (not as JsonSchema | undefined)?.const),
  number: ({ minimum, maximum }) =>
    fc.double({ min: Number(minimum), max: Number(maximum), noNaN: true }).map((value) => value + 0),
  string: ({ pattern, minLength = 0, maxLength = 50 }) =>
    pattern === undefined
      ? fc.string({
          minLength: Number(minLength),
          maxLength: Math.min(Number(maxLength), 50),
          unit: anyCharacter,
        })
      : fc
          .stringMatching(new RegExp(String(pattern)))
          .map((text) => text.slice(0, 50))
          .filter((text) => text.length >= Number(minLength) && new RegExp(String(pattern)).test(text)),
  array: ({ items, minItems = 0 }) =>
    fc.array(valuesFor(items as JsonSchema), { minLength: Number(minItems), maxLength: 3 }),
  object: ({ propertyNames, additionalProperties }) =>
    fc
      .dictionary(
        makers.string?.(propertyNames as JsonSchema) as fc.Arbitrary<string>,
        valuesFor(additionalProperties as JsonSchema),
        { maxKeys: 3 },
      )
      .map((headers) => ({ ...headers })),
};

function objectOf({ properties, required }: JsonSchema): fc.Arbitrary<object> {
  const values = Object.entries(properties as Readonly<Record<string, JsonSchema>>).map(
    ([name, schema]) => [name, valuesFor(schema, name)] as const,
  );
  return fc.record(Object.fromEntries(values), { requiredKeys: required as string[], noNullPrototype: true });
}

/** Arbitrary steps of one kind, from its schema. */
function stepOf(word: Step['do']): fc.Arbitrary<Step> {
  const { properties, required } = stepKinds[word] as StepKind<Step>;
  const drawn = objectOf({ properties, required });
  const named =
    'column' in properties && word !== 'csv-add-column'
      ? fc.tuple(drawn, fc.constantFrom(...columns)).map(([step, pair]) => ({ ...step, ...pair }))
      : drawn;
  const some = Object.keys(properties).some((name) => name !== 'file') && required.length === 0;
  return named
    .filter((step) => !some || Object.keys(step).some((name) => name !== 'file'))
    .map((step) => ({ do: word, ...step }) as Step);
}

const words = Object.keys(stepKinds) as Step['do'][];
const answering = Object.entries(answerKinds).flatMap(([word, { endsRequest }]) =>
  endsRequest ? [word as AnswerStep['do']] : [],
);
const others = words.filter((word) => !answering.some((one) => one === word));
const anotherStep = fc.constantFrom(...others).chain(stepOf);
const answer = fc.constantFrom(...answering).chain(stepOf);

const someRequests = fc.constantFrom('1', '2', '1-2', '3-', '1, 3', '2-4, 6-');
const when: fc.Arbitrary<When> = fc.record(
  {
    requests: someRequests,
    operation: fc.constantFrom('network', 'user'),
    model: fc.constantFrom(...networkModels('current')),
    user: fc.stringMatching(/^\d{1,18}$/),
    window: fc.record({ since: anInstant }, { requiredKeys: [], noNullPrototype: true }),
    percent: fc.integer({ min: 1, max: 100 }),
  },
  { requiredKeys: [], noNullPrototype: true },
);

/** A rule with a step of signing in has no conditions that only exports can meet. */
function withoutConditionsOfExports({ when: given, steps }: Rule): Rule {
  if (given === undefined || !steps.some((step) => Object.hasOwn(signInKinds, step.do)))
    return given === undefined ? { steps } : { when: given, steps };
  const { operation: _, model: _model, user: _user, window: _window, ...rest } = given;
  return { when: rest, steps };
}

/** A rule. A rule that answers applies to some requests only, so that other steps can take effect too. */
const rule: fc.Arbitrary<Rule> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record(
        { when, steps: fc.array(anotherStep, { minLength: 1, maxLength: 4 }) },
        { requiredKeys: ['steps'], noNullPrototype: true },
      )
      .map(withoutConditionsOfExports),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(when, someRequests, fc.array(stepOf('wait'), { maxLength: 2 }), answer)
      .map(([fits, requests, waits, last]) => ({ when: { ...fits, requests }, steps: [...waits, last] })),
  },
);

/** Tells whether a scenario is within the limits. */
function isModest({ rules }: OwnScenario): boolean {
  const steps = rules.flatMap((one) => one.steps);
  const repeats = steps.filter((step) => step.do === 'csv-repeat').length;
  const longs = steps.filter((step) => step.do === 'csv-text' && step.text === 'long').length;
  return repeats <= 4 && longs <= 4 && steps.filter((step) => step.do === 'add-member').length <= 2;
}

/**
 * Arbitrary valid scenarios: every kind of step, in any combination that can take effect. Their waits are a
 * few milliseconds long.
 */
export const randomScenario: fc.Arbitrary<OwnScenario> = fc
  .record(
    {
      name: fc.stringMatching(/^[a-z]{1,8}(-[a-z0-9]{1,8}){1,3}$/),
      what: fc.string({ maxLength: 50 }),
      cycle: fc.integer({ min: 6, max: 20 }),
      per: fc.constantFrom('selection', 'token'),
      rules: fc.array(rule, { minLength: 1, maxLength: 4 }),
    },
    { requiredKeys: ['name', 'rules'], noNullPrototype: true },
  )
  .filter(isModest);
