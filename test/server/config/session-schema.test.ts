import { Ajv2020 } from 'ajv/dist/2020.js';
import t from 'tap';
import type { JsonSchema } from '../../../schemas/index.ts';
import { sessionOptionsOf, sessionSchema, type WrittenSession } from '../../../server/config/index.ts';
import { clockMoveSchema } from '../../../server/control/clock.ts';
import { listParameters } from '../../../server/control/requests.ts';
import { documentSchema } from '../../../server/scenarios/index.ts';
import { controlled } from '../../helpers/control/calls.ts';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
const fits = ajv.compile(documentSchema('session-test', 'A session', sessionSchema));
const properties = sessionSchema.properties as Readonly<Record<string, JsonSchema>>;

/** Values on both sides of every bound of a schema, and one of every other type. */
function values(schema: JsonSchema): readonly unknown[] {
  const { minimum, maximum, enum: words, oneOf, maxLength } = schema;
  const inner = Array.isArray(oneOf) ? oneOf.flatMap(values) : [];
  const bounds = [minimum, maximum].filter((bound) => typeof bound === 'number');
  return [
    ...inner,
    ...(Array.isArray(words) ? words : []),
    ...bounds.flatMap((bound) => [bound - 1, bound, bound + 1, bound + 0.5]),
    ...(typeof maxLength === 'number' ? ['x'.repeat(maxLength), 'x'.repeat(maxLength + 1)] : []),
    ...['', 'x', true, null, [], {}],
  ];
}

/** Returns the mistakes that the readers of the options find. */
async function mistakesIn(written: unknown): Promise<readonly string[]> {
  const mistakes: { readonly path: string; readonly text: string }[] = [];
  await sessionOptionsOf(written as WrittenSession, [], mistakes as never);
  return mistakes.map(({ path, text }) => `${path}: ${text}`);
}

t.test('the schema of a session accepts what the readers of its options accept', async (t) => {
  let accepted = 0;
  for (const [name, schema] of Object.entries(properties)) {
    for (const value of values(schema)) {
      // The bounds of these depend on one another, and a scenario has a schema of its own.
      if (name === 'scenario' || (name === 'ids' && value === 'small')) continue;
      const written = { [name]: value, ...(name === 'messages_per_day' && { start: '2026-01-01' }) };
      const valid = fits(written);
      accepted += valid ? 1 : 0;
      const found = await mistakesIn(written);
      t.equal(found.length === 0, valid, `${name}: ${String(JSON.stringify(value)).slice(0, 60)} ${found}`);
    }
  }
  t.ok(accepted > 30, `${accepted} values are accepted`);
});

t.test('the inner bounds of a session are those of the readers, too', async (t) => {
  const limits = [0, 1, 86_400, 86_401, 100_000, 100_001, 1.5];
  for (const requests of limits) {
    for (const seconds of limits) {
      const written = { rate_limit: { requests, seconds } };
      t.equal((await mistakesIn(written)).length === 0, fits(written), JSON.stringify(written));
    }
  }
  for (const [name, schema] of Object.entries(properties.assumptions?.properties as object)) {
    for (const value of values(schema as JsonSchema)) {
      const written = { assumptions: { [name]: value } };
      t.equal((await mistakesIn(written)).length === 0, fits(written), JSON.stringify(written));
    }
  }
});

t.test('the schema of a change of the clock accepts what control accepts', async (t) => {
  const { tell } = await controlled(t);
  const validate = ajv.compile(clockMoveSchema);
  const moves: unknown[] = [
    { set: '2024-06-30T12:00:00Z' },
    { set: 1_719_748_800_000 },
    { advance_ms: 0 },
    { advance_ms: -60_000 },
    { advance_ms: 0.5 },
    { advance_ms: '1' },
    { set: null },
    { set: '2024-06-30', advance_ms: 1 },
    { sett: '2024-06-30' },
    {},
    [],
    null,
    'now',
    1,
  ];
  for (const move of moves)
    t.equal(
      (await tell('POST', '/clock', JSON.stringify(move))).status === 200,
      validate(move),
      JSON.stringify(move),
    );
});

t.test('the schemas of the parameters of the journal accept what control accepts', async (t) => {
  const { tell } = await controlled(t);
  for (const [name, schema] of Object.entries<JsonSchema>(listParameters)) {
    // These name things that exist while the server runs; a wait takes its time.
    if (['session', 'scenario', 'wait'].includes(name)) continue;
    const validate = ajv.compile(schema);
    const written = ['GET', 'get', '/api/*', 'api', '404', '4xx', '9xx', 'x y', ...values(schema)];
    for (const value of new Set(written.filter((one) => ['string', 'number'].includes(typeof one)))) {
      // This response ends with the session.
      if (value === 'events') continue;
      const { status } = await tell('GET', `/requests?${name}=${encodeURIComponent(String(value))}`);
      const sent =
        schema.type === 'integer' && /^\d{1,16}$/.test(String(value)) ? Number(value) : String(value);
      t.equal(status === 200, validate(sent), `${name}=${value}`);
    }
  }
});
