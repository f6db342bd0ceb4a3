import { expectation, type JsonSchema, markdownTable } from '../../schemas/index.ts';
import { catalogue } from './catalogue.ts';
import { type Area, areas, type Scenario, type Step } from './scenario.ts';
import { explainStep, stepKinds } from './step-kinds.ts';
import type { Anchor } from './steps/anchor.ts';
import { answerKinds } from './steps/answer.ts';
import { archiveKinds } from './steps/archive.ts';
import { dataKinds } from './steps/data.ts';
import { jobKinds } from './steps/job.ts';
import type { StepKind } from './steps/kind.ts';
import { partKinds } from './steps/part.ts';
import { place } from './steps/phrases.ts';
import { signInKinds } from './steps/sign-in.ts';
import { timeKinds } from './steps/time.ts';
import { transportKinds } from './steps/transport.ts';

const areaTitles: Readonly<Record<Area, string>> = {
  access: 'Access',
  'sign-in': 'Signing in',
  http: 'HTTP responses',
  transport: 'Transport',
  archive: 'The archive',
  data: 'The data',
  partial: 'Partial exports',
  time: 'Time',
  'files-export': 'The Files Export API',
};

/** The kinds of steps in the order in which the server applies them, whatever the order in a rule. */
const families: readonly (readonly [title: string, kinds: object])[] = [
  ['Requests for a token', signInKinds],
  ['Before the export', answerKinds],
  ['The clock and the ids', timeKinds],
  ['Partial failures', partKinds],
  ['The CSVs', dataKinds],
  ['The archive', archiveKinds],
  ['The transfer', transportKinds],
  ['Export requests of the Files Export API', jobKinds],
];

/** One example of every form of position. */
export const samplePlaces: readonly Anchor[] = [
  { byte: 4096 },
  { beforeEnd: 1 },
  { before: 'Messages.csv' },
  { before: 'directory' },
  { after: 'Messages.csv' },
  { header: 'Messages.csv' },
  { member: 'Messages.csv', percent: 60 },
  { member: 'Messages.csv', row: 3 },
  { directory: 50 },
];

/**
 * The documentation page of the scenarios in Markdown: how to select one, the catalogue, how to write one.
 */
export function scenariosPage(): string {
  return `${[
    '<!-- Derived from server/scenarios/ by `npm run docs`. Change the tables there, not this page. -->',
    '# Scenarios',
    'A scenario is a named behaviour of the server: the same failure, at the same position, every time. The same scenario with the same seed fails at the same byte. [stacks.md](stacks.md) says which of these failures the HTTP stacks of each language notice.',
    '## Select a scenario',
    choosing,
    '`engage-export scenarios` prints this catalogue, and `engage-export scenarios NAME` one scenario with its steps.',
    ...areas.map(areaSection),
    '## Write a scenario',
    own,
    '### When',
    whenText,
    '### Steps',
    'A property with a question mark is optional. The server applies the steps table by table, in the order of the tables; within one table the order in the rule counts.',
    ...families.map(([title, kinds]) => `#### ${title}\n\n${stepTable(kinds)}`),
    '### Positions',
    'A position in the bytes of the archive, where a step takes effect. Member names are those in the archive; a position that an export does not have is its end.',
    placeTable(),
  ].join('\n\n')}\n`;
}

const choosing = `Every way gives the same scenarios. Each token and each session counts its own requests:

- the token: \`Authorization: Bearer verified-admin~reset-mid-member\`. A further word, as in \`verified-admin~reset-mid-member~job-7\`, gives a separate count;
- a sign-in: the same token as login hint, user name, client secret or client id. The scenario applies to the sign-in and to every request with its tokens;
- a session: \`POST /__admin/sessions\` with \`{"scenario": "reset-mid-member"}\` returns a base URL and a token;
- the command line: \`engage-export serve --scenario reset-mid-member\`, for all requests that select no scenario;
- a configuration file: \`engage-export serve --config engage-export.json\`, with \`{"session": {"scenario": "reset-mid-member"}}\`;
- the library: \`await server.session({ scenario: 'reset-mid-member' })\`.`;

const own = `Define a custom scenario in \`scenarios\` of the configuration file, with \`POST /__admin/scenarios\`, or in \`scenario\` of a session. The JSON Schemas are \`/schemas/scenario.json\` and \`/schemas/config.json\`; editors can use them. The server rejects a scenario that is invalid or that can never take effect, and reports the JSON pointer and what it expected. The file may contain comments. The server reads the file again when it changes: new sessions use the new content, existing sessions do not change.

\`\`\`jsonc
{
  "$schema": "http://127.0.0.1:4010/schemas/config.json",
  "scenarios": [
    {
      "name": "busy-then-broken",
      "cycle": 3,
      "rules": [
        { "when": { "requests": "1-2" }, "steps": [{ "do": "rate-limit", "seconds": 2, "retryAfter": "seconds" }] },
        {
          "when": { "requests": "3" },
          "steps": [{ "do": "stream", "until": { "member": "Messages.csv", "percent": 60 }, "end": "reset" }]
        }
      ]
    }
  ],
  "session": { "scenario": "busy-then-broken", "seed": "7", "size": "tiny" }
}
\`\`\``;

const whenText = `A rule applies to every request, or to the requests that match all properties of its \`when\`: \`requests\` (\`1\`, \`1-2\`, \`3-\`, \`1-2, 5\`; the first request is 1, and after \`cycle\` requests the numbering restarts; with \`per\` \`token\` each signed token has its own numbering), \`operation\` (\`network\`, \`user\` or \`files\`), \`model\`, \`user\` (an id), \`window\` (\`since\` and \`until\`; the requested window overlaps it), \`percent\` (a percentage of the requests, selected by the request’s number). All rules that match are applied, in their order.`;

function areaSection(area: Area): string {
  const rows = catalogue
    .filter((scenario) => scenario.area === area)
    .map(({ name, what, shows, source }) => [`\`${name}\``, what, shows, source]);
  return `## ${areaTitles[area]}\n\n${markdownTable(['Scenario', 'What happens', 'Client bug that it reveals', 'Source'], rows)}`;
}

function stepTable(kinds: object): string {
  const rows = Object.keys(kinds).map((word) => {
    const example = exampleOf(word);
    return [
      `\`${word}\``,
      propertiesOf(stepKinds[word as Step['do']] as StepKind<Step>),
      example === undefined ? '' : `It ${explainStep(example.step)}.`,
      example === undefined ? '' : `\`${example.scenario.name}\``,
    ];
  });
  return markdownTable(['`do`', 'Properties', 'Example', 'Scenario of the example'], rows);
}

function propertiesOf({ properties, required }: StepKind<Step>): string {
  return Object.entries<JsonSchema>(properties)
    .map(([name, schema]) => {
      const optional = (required as readonly string[]).includes(name) ? '' : '?';
      return `\`${name}\`${optional}: ${schema.anyOf === undefined ? expectation(schema) : 'a position'}`;
    })
    .join('\n');
}

/** The first scenario of the catalogue that contains a step of this kind. */
function exampleOf(word: string): { readonly scenario: Scenario; readonly step: Step } | undefined {
  for (const scenario of catalogue) {
    const step = scenario.rules.flatMap(({ steps }) => steps).find((one) => one.do === word);
    if (step !== undefined) return { scenario, step };
  }
  return undefined;
}

function placeTable(): string {
  const rows = samplePlaces.map((anchor) => [`\`${JSON.stringify(anchor)}\``, place(anchor)]);
  return markdownTable(['Position', 'Meaning'], rows);
}
