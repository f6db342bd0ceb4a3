import { Ajv2020 } from 'ajv/dist/2020.js';
import t from 'tap';
import {
  areas,
  catalogue,
  explainScenario,
  type Scenario,
  scenarioByName,
  scenarioSchema,
  stepKinds,
  validateScenario,
} from '../../../server/scenarios/index.ts';
import { samplePlaces } from '../../../server/scenarios/page.ts';
import { anchorSchema } from '../../../server/scenarios/steps/anchor.ts';
import fc from '../../helpers/properties.ts';
import { RESET, steps, wrong } from '../../helpers/scenarios/invalid-scenarios.ts';
import { randomScenario } from '../../helpers/scenarios/random-scenarios.ts';
import { asking } from '../../helpers/serve.ts';

/** The part of a catalogue scenario that a user could write. */
function own({ area: _, shows: _shows, source: _source, ...written }: Scenario): object {
  return written;
}

t.test('every scenario of the catalogue has a name, an area, texts and a source', async (t) => {
  t.ok(catalogue.length >= 70, `${catalogue.length} scenarios`);
  t.equal(new Set(catalogue.map(({ name }) => name)).size, catalogue.length, 'every name once');
  t.strictSame([...new Set(catalogue.map(({ area }) => area))], [...areas], 'area by area');
  t.equal(
    new Set(catalogue.map(({ what }) => what)).size,
    catalogue.length,
    'no two have the same description',
  );
  for (const scenario of catalogue) {
    const { name, what, shows, source } = scenario;
    t.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const text of [what, shows, source]) t.match(text, /^[^\s].*[^.]\.$/, `${name}: ${text}`);
    t.equal(scenarioByName(name), scenario);
    t.strictSame(JSON.parse(JSON.stringify(scenario)), scenario, `${name} is data`);
    t.strictSame(await validateScenario(own(scenario)), { scenario: own(scenario) }, name);
    for (const sentence of explainScenario(scenario)) {
      t.match(sentence, /^(?:On|From) [^:]+: [a-z].*\.$/, name);
      t.notMatch(sentence, /undefined|NaN|\[object|; then \.|\.\.$/, name);
    }
  }
});

t.test('every kind of step is in the catalogue, and every form of position on the page', async (t) => {
  const used = new Set(
    catalogue.flatMap(({ rules }) => rules.flatMap(({ steps }) => steps.map((step) => step.do))),
  );
  t.strictSame([...used].sort(), Object.keys(stepKinds).sort());
  const forms = (anchorSchema.anyOf as { required: string[] }[]).map(({ required }) => required.join());
  t.strictSame(new Set(samplePlaces.map((place) => Object.keys(place).join())), new Set(forms));
});

t.test('other validators can use the schema, and every pattern has a description', async (t) => {
  t.ok(new Ajv2020({ strict: true }).compile(scenarioSchema));
  for (const [word, { properties, required }] of Object.entries(stepKinds)) {
    for (const name of required) t.ok(name in properties, `${word}.${name}`);
    for (const [name, schema] of Object.entries(properties)) {
      if (!JSON.stringify(schema).includes('"pattern"')) continue;
      const wrong = { name: 'a', rules: [{ steps: [{ do: word, [name]: wrongText(schema) }] }] };
      t.notMatch(JSON.stringify(await validateScenario(wrong)), /a text like/, `${word}.${name}`);
    }
  }
  const ask = asking(t);
  for (const name of ['scenario', 'config']) {
    const answer = await ask(`/schemas/${name}.json`);
    t.strictSame([answer.statusCode, answer.json().$id], [200, `urn:engage-export-kit:${name}`]);
    t.ok((await ask('/schemas/')).json().server.includes(`/schemas/${name}.json`));
  }
  t.equal((await ask('/schemas/constructor')).statusCode, 404);
});

/** A value that matches no pattern, of the type of the property. */
function wrongText({ type }: { readonly type?: unknown }): unknown {
  if (type === 'array') return ['\u0007'];
  return type === 'object' ? { 'a b': '\u0007' } : '\u0007';
}

t.test('an invalid scenario is rejected with the JSON pointer and the expected value', async (t) => {
  for (const [title, value, ...mistakes] of wrong) {
    const expected = mistakes.map(([path, text]) => ({ path, text }));
    t.strictSame(await validateScenario(value), { mistakes: expected }, title);
  }
  const circular: Record<string, unknown> = {};
  circular.rules = circular;
  t.match(await validateScenario(circular), { mistakes: [{ text: /contains itself/ }] });
  const many = await validateScenario(steps(...Array(50).fill({ do: 'wait', a: 1, b: 2 })));
  t.equal('mistakes' in many && many.mistakes.length, 20, 'a limited number of messages');
});

t.test('an unusual scenario that can take effect is accepted', async (t) => {
  const odd: Record<string, object> = {
    'an attachment that is a CSV': steps({ do: 'wrong-crc', member: 'files/12.csv' }),
    'a CSV of another network': steps({ do: 'wrong-crc', member: '1234/Messages.csv' }),
    'a member that another step adds': steps(
      { do: 'add-member', name: 'New.csv', holds: 'text' },
      { do: 'wrong-crc', member: 'New.csv' },
    ),
    'a column that another step adds': steps(
      { do: 'csv-add-column', file: 'Users', column: 'new', at: 'end' },
      { do: 'csv-rename-column', file: 'Users', column: 'new', to: 'newer' },
    ),
    'a redirect, and the export at its target': steps({ do: 'redirect', to: 'same-host' }, { do: 'store' }),
    'answers for some, exports for others': {
      name: 'mine',
      rules: [{ when: { requests: '1' }, steps: [RESET] }, { steps: [{ do: 'store' }] }],
    },
  };
  for (const [title, scenario] of Object.entries(odd)) {
    t.strictSame(await validateScenario(scenario), { scenario }, title);
  }
});

t.test('a scenario explains itself', async (t) => {
  const scenario = {
    name: 'mine',
    cycle: 5,
    rules: [
      {
        when: { requests: '1-2, 4-', operation: 'user', model: 'Message', percent: 30 } as const,
        steps: [
          { do: 'wait', ms: 300 } as const,
          { do: 'rate-limit', seconds: 2, retryAfter: 'none' } as const,
        ],
      },
      { when: { requests: '3-', window: { since: '2024-01-01' } }, steps: [{ do: 'store' } as const] },
      { when: { user: '7', window: { until: '2024-01-01' } }, steps: [{ do: 'zip64' } as const] },
    ],
  };
  t.strictSame(explainScenario(scenario), [
    'On requests 1-2, 4 and later of every 5, for a user, with the model Message, for 30 % of the requests: waits 300 ms; then answers 429 without Retry-After (and again to requests within 2 s).',
    'From request 3 of every 5, with a window that ends at 2024-01-01 or later: stores every member uncompressed, with method 0.',
    'On every request, for the user 7, with a window that starts before 2024-01-01: writes every size and offset in the 64-bit fields of ZIP64.',
  ]);
});

t.test('every random scenario of the schema is valid, and no value makes the validation throw', async (t) => {
  const used = new Set<string>();
  await fc.assert(
    fc.asyncProperty(randomScenario, async (scenario) => {
      for (const { steps } of scenario.rules) for (const step of steps) used.add(step.do);
      const validated = await validateScenario(scenario);
      if ('mistakes' in validated) throw new Error(JSON.stringify(validated.mistakes));
      const unclear = explainScenario(scenario).filter((text) => /undefined|NaN|\[object/.test(text));
      if (unclear.length > 0) throw new Error(unclear.join());
    }),
    { numRuns: 1000 },
  );
  t.strictSame([...used].sort(), Object.keys(stepKinds).sort(), 'every kind of step occurs');
  await fc.assert(
    fc.asyncProperty(fc.anything(), fc.jsonValue(), async (value, json) => {
      for (const one of [value, json, { name: 'a', rules: [{ steps: [value, json] }] }]) {
        const validated = await validateScenario(one);
        const texts = 'mistakes' in validated ? validated.mistakes.map(({ text }) => text) : [];
        if (texts.some((text) => !/^expected .*, got /s.test(text))) throw new Error(texts.join('\n'));
      }
    }),
  );
});
