import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import t, { type Test } from 'tap';
import {
  type Config,
  type ConfigListener,
  ConfigWatch,
  configSchema,
  parseConfig,
} from '../../../server/config/index.ts';
import { scenarioByName } from '../../../server/scenarios/index.ts';
import { folder } from '../../helpers/run-cli.ts';

const mine = { name: 'mine', rules: [{ steps: [{ do: 'store' }] }] };

t.test('a file with comments sets the defaults of sessions', async (t) => {
  const text = `\uFEFF// What CI runs against.
{
  "$schema": "http://127.0.0.1:4010/schemas/config.json",
  "scenarios": [${JSON.stringify(mine)},], /* more to come */
  "session": {
    "scenario": "mine", "seed": "7", "size": "tiny", "users": 30, "messages_per_day": 5, "start": "2024-01-01",
    "external_networks": 1, "ids": "small", "attachment_bytes": 10, "profile": "legacy",
    "now": "2024-06-30T12:00:00+02:00", "compression": "store", "links": "mock", "time_scale": 10,
    "assumptions": { "include-default": "csv", "date-without-offset": "-08:00" },
    "rate_limit": { "requests": 10, "seconds": 30 },
  },
}`;
  t.strictSame(await parseConfig(text, 'x.json'), {
    scenarios: [mine],
    session: {
      scenario: mine,
      seed: '7',
      size: 'tiny',
      users: 30,
      messagesPerDay: 5,
      start: Date.UTC(2024, 0, 1),
      externalNetworks: 1,
      ids: 'small',
      attachmentBytes: 10,
      profile: 'legacy',
      now: Date.UTC(2024, 5, 30, 10),
      compression: 'store',
      links: 'mock',
      timeScale: 10,
      assumptions: { 'include-default': 'csv', 'date-without-offset': '-08:00' },
      rateLimit: { requests: 10, seconds: 30 },
    },
  });
  const named = await parseConfig('{"session": {"scenario": "reset-mid-member"}}', 'x.json');
  t.strictSame(named, { scenarios: [], session: { scenario: scenarioByName('reset-mid-member') } });
  t.strictSame(await parseConfig('{}', 'x.json'), { scenarios: [], session: {} });
  t.ok(new Ajv2020({ strict: true }).compile(configSchema), 'and other validators can use its schema');
});

const wrong: [text: string, ...lines: string[]][] = [
  ['', 'x.json:1:1: expected a value, got the end of the file.'],
  ['[]', 'x.json:1:1: expected an object, got a list of 0.'],
  ['{\n  "session": {\n', 'x.json:3:1: expected a comma or }, got the end of the file.'],
  ['{\r\n  "session" {}\r\n}', 'x.json:2:13: expected a colon, got "{".'],
  ['{ "seed": 1 } {}', 'x.json:1:15: expected nothing after the object, got "{".'],
  ['{ "session": { "seed": "1', 'x.json:1:24: expected the end of the text, a double quote, got "\\"1".'],
  [
    '{\n  "session": { "seed": "1", "seed": "2" }\n}',
    'x.json:2:29: /session/seed: expected every name once, got "seed" again.',
  ],
  [
    `{"session": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    'x.json: expected a configuration, got too deeply nested JSON.',
  ],
  [
    '{\n  "sesion": {}\n}',
    'x.json:2:13: /sesion: expected one of $schema, scenarios, session, control, workers, got "sesion". Did you mean "session"?',
  ],
  [
    '{\n  "session": {\n    "size": "smal", // a comment\n    "time_scale": 0\n  }\n}',
    'x.json:3:13: /session/size: expected one of tiny, small, medium, large, huge, got "smal". Did you mean "small"?',
    'x.json:4:19: /session/time_scale: expected a number from 1 to 1000000, got 0.',
  ],
  [
    '{"session": {"assumptions": {"include-defualt": "csv"}}}',
    'x.json:1:49: /session/assumptions/include-defualt: expected the name of a switch, got "include-defualt". Did you mean "include-default"?',
  ],
  [
    '{"session": {"assumptions": {"date-without-offset": "east"}}}',
    'x.json:1:53: /session/assumptions/date-without-offset: expected one of utc, an offset such as -08:00, got "east".',
  ],
  [
    '{"session": {"users": 3}}',
    'x.json:1:23: /session/users: expected a whole number from 16 to 2000000, got 3.',
  ],
  [
    '{"session": {"now": "2024-02-30"}}',
    'x.json:1:21: /session/now: expected a date from 1970 to 2199 such as 2024-06-30T12:00:00Z, got "2024-02-30": February 2024 has 29 days; did you mean 2024-02-29?',
  ],
  [
    '{"session": {"scenario": "reset-mid-membre"}}',
    'x.json:1:26: /session/scenario: expected the name of a scenario, got "reset-mid-membre". Did you mean "reset-mid-member"?',
  ],
  [
    '{"session": {"scenario": {"name": "a", "rules": [{"steps": [\n{"do": "wait"}]}]}}}',
    'x.json:2:1: /session/scenario/rules/0/steps/0: expected "ms" (a whole number from 0 to 600000), got nothing.',
  ],
  [
    '{"session": {"scenario": {"name": "a", "rules": [{"steps": [\n{"do": "clock"}]}]}}}',
    'x.json:2:1: /session/scenario/rules/0/steps/0: expected one of set, offsetMs, advanceMs, onMessage, got none; without one the step changes nothing.',
  ],
  [
    `{"scenarios": [${JSON.stringify(mine)},\n${JSON.stringify(mine)}]}`,
    'x.json:2:9: /scenarios/1/name: expected a name that is not in use, got "mine" twice.',
  ],
  [
    `{"scenarios": [${JSON.stringify({ ...mine, name: 'stall' })}]}`,
    'x.json:1:24: /scenarios/0/name: expected a name that is not in use, got "stall", which is a name of the catalogue.',
  ],
  [
    '{"scenarios": [\n{"name": "a", "rules": [{"when": {"requests": "2-1"}, "steps": [{"do": "store"}]}]}]}',
    'x.json:2:47: /scenarios/0/rules/0/when/requests: expected the smaller number first, got 2-1. Did you mean 1-2?',
  ],
];

t.test('a wrong file is rejected with line, column and the expected value', async (t) => {
  for (const [text, ...lines] of wrong)
    await t.rejects(
      parseConfig(text, 'x.json'),
      { name: 'ConfigError', message: lines.join('\n') },
      lines.join(),
    );
});

/** A watched configuration file and the reports about it. */
async function watched(t: Test): Promise<{ file: string; reports: string[] }> {
  const file = join(await folder(t), 'engage.json');
  await writeFile(file, '{}');
  const reports: string[] = [];
  const watch = new ConfigWatch(file, '{}', {
    changed: ({ session }: Config) => void reports.push(String(session.seed)),
    wrong: ({ message }) => void reports.push(message.replace(file, 'FILE')),
  });
  t.teardown(() => watch.stop());
  return { file, reports };
}

/** Waits for a number of reports, and then long enough for a further one. */
async function reported(reports: readonly string[], count: number): Promise<readonly string[]> {
  for (let turn = 0; turn < 200 && reports.length < count; turn++) await wait(20);
  await wait(700);
  return reports;
}

t.test('a change is reported once, however the file is written', async (t) => {
  const { file, reports } = await watched(t);
  await writeFile(file, '{"session": {"seed": "2"}}');
  t.strictSame(await reported(reports, 1), ['2'], 'written in place');
  await writeFile(`${file}.new`, '{"session": {"seed": "3"}}');
  await rename(`${file}.new`, file);
  t.strictSame(await reported(reports, 2), ['2', '3'], 'replaced by another file');
  for (const text of ['', '{"session": {', '{"session": {"seed": "4"}}']) {
    await writeFile(file, text);
    await wait(200);
  }
  t.strictSame(await reported(reports, 3), ['2', '3', '4'], 'half written for a moment');
  await writeFile(file, '{"session": {"seed": "4"}}');
  t.strictSame(await reported(reports, 3), ['2', '3', '4'], 'written as it was');
});

t.test('a file that stays wrong is reported once, and again when it is valid', async (t) => {
  const { file, reports } = await watched(t);
  await writeFile(file, '{"sesion": {}}');
  t.match(await reported(reports, 1), [/^FILE:1:12: \/sesion: expected one of/]);
  await writeFile(`${file}.other`, 'something else in the folder');
  t.equal((await reported(reports, 1)).length, 1);
  await rm(file);
  t.strictSame(
    (await reported(reports, 2))[1],
    'FILE: expected a configuration file, but the file does not exist.',
  );
  await writeFile(file, '{}');
  t.strictSame((await reported(reports, 3))[2], 'undefined');
});

/** A listener that expects no report. */
function never(t: Test): ConfigListener {
  return { changed: () => void t.fail('a change is reported'), wrong: ({ message }) => void t.fail(message) };
}

t.test('nothing is reported after the watch has stopped', async (t) => {
  const file = join(await folder(t), 'engage.json');
  await writeFile(file, '{}');
  const watch = new ConfigWatch(file, '{}', { ...never(t) });
  await writeFile(file, '[]');
  watch.stop();
  await wait(700);
  t.throws(() => new ConfigWatch(join(file, 'no', 'such'), '{}', { ...never(t) }));
});
