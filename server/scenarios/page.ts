import { type JsonSchema, markdownTable } from '../../schemas/index.ts';
import { catalogue } from './catalogue.ts';
import { expectation } from './expectation.ts';
import { type Area, areas, type Scenario, type Step } from './scenario.ts';
import { explainStep, stepKinds } from './step-kinds.ts';
import type { Anchor } from './steps/anchor.ts';
import { answerKinds } from './steps/answer.ts';
import { archiveKinds } from './steps/archive.ts';
import { dataKinds } from './steps/data.ts';
import type { StepKind } from './steps/kind.ts';
import { partKinds } from './steps/part.ts';
import { place } from './steps/phrases.ts';
import { timeKinds } from './steps/time.ts';
import { transportKinds } from './steps/transport.ts';

const areaTitles: Readonly<Record<Area, string>> = {
  access: 'Access',
  http: 'HTTP answers',
  transport: 'Transport',
  archive: 'The archive',
  data: 'The data',
  partial: 'Partial exports',
  time: 'Time',
};

/** The kinds of steps in the order of the way of an answer, whatever the order in a rule. */
const families: readonly (readonly [title: string, kinds: object])[] = [
  ['Before there is an export', answerKinds],
  ['What the export is made from', timeKinds],
  ['What fails while the rest comes', partKinds],
  ['The CSVs', dataKinds],
  ['The archive', archiveKinds],
  ['The bytes on their way', transportKinds],
];

/** A place of every form that places have. */
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

/** The page of the scenarios in Markdown: how to choose one, the catalogue, and what own ones are made of. */
export function scenariosPage(): string {
  return `${[
    '<!-- Derived from server/scenarios/ by `npm run docs`. Change the tables there, not this page. -->',
    '# Scenarios',
    'A scenario is a behaviour of the server that has a name: exactly that failure, at exactly that place, every time. The same scenario with the same seed fails at the same byte.',
    '## Choosing one',
    choosing,
    '`engage-export scenarios` prints this catalogue, and `engage-export scenarios NAME` one scenario with its steps.',
    ...areas.map(areaSection),
    '## Scenarios of one’s own',
    own,
    '### When',
    whenText,
    '### Steps',
    'A property with a question mark may be left out. The order in a rule counts among the steps of one table; the tables are in the order of the way of an answer.',
    ...families.map(([title, kinds]) => `#### ${title}\n\n${stepTable(kinds)}`),
    '### Places',
    'Where a step that aims at the bytes of the archive happens. Names of members are as in the archive; a place that an export does not have is its end.',
    placeTable(),
  ].join('\n\n')}\n`;
}

const choosing = `Every way leads to the same scenarios, and every one of them counts its own requests:

- the token: \`Authorization: Bearer verified-admin~reset-mid-member\`. A further word, as in \`verified-admin~reset-mid-member~job-7\`, makes one’s own count;
- a session: \`POST /__admin/sessions\` with \`{"scenario": "reset-mid-member"}\` answers a base URL and a token;
- the command line: \`engage-export serve --scenario reset-mid-member\`, for everybody who brings no scenario;
- a configuration file: \`engage-export serve --config engage-export.json\`, with \`{"session": {"scenario": "reset-mid-member"}}\`;
- the library: \`await server.session({ scenario: 'reset-mid-member' })\`.`;

const own = `One’s own go into \`scenarios\` of the configuration file, into \`POST /__admin/scenarios\`, or into \`scenario\` of a session; \`/schemas/scenario.json\` and \`/schemas/config.json\` are their JSON Schemas, for editors too. What cannot be meant, or can never happen, is refused with its place and what was expected. The file may have comments. It is read again when it changes: sessions that begin afterwards have what it says then, those that are there stay as they are.

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

const whenText = `A rule is for every request, or for those that fit everything in its \`when\`: \`requests\` (\`1\`, \`1-2\`, \`3-\`, \`1-2, 5\`; the first is 1, and after \`cycle\` requests the numbers begin again), \`operation\` (\`network\` or \`user\`), \`model\`, \`user\` (an id), \`window\` (\`since\` and \`until\`, of which the window asked for has a part), \`percent\` (so many in a hundred, chosen by the request’s number). All rules that fit hold, one after another.`;

function areaSection(area: Area): string {
  const rows = catalogue
    .filter((scenario) => scenario.area === area)
    .map(({ name, what, shows, source }) => [`\`${name}\``, what, shows, source]);
  return `## ${areaTitles[area]}\n\n${markdownTable(['Scenario', 'What happens', 'Bug that it shows', 'Source'], rows)}`;
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
  return markdownTable(['`do`', 'Properties', 'As in', 'the scenario'], rows);
}

function propertiesOf({ properties, required }: StepKind<Step>): string {
  return Object.entries<JsonSchema>(properties)
    .map(([name, schema]) => {
      const optional = (required as readonly string[]).includes(name) ? '' : '?';
      return `\`${name}\`${optional}: ${schema.anyOf === undefined ? expectation(schema) : 'a place'}`;
    })
    .join('\n');
}

/** The first of the catalogue that takes such a step. */
function exampleOf(word: string): { readonly scenario: Scenario; readonly step: Step } | undefined {
  for (const scenario of catalogue) {
    const step = scenario.rules.flatMap(({ steps }) => steps).find((one) => one.do === word);
    if (step !== undefined) return { scenario, step };
  }
  return undefined;
}

function placeTable(): string {
  const rows = samplePlaces.map((anchor) => [`\`${JSON.stringify(anchor)}\``, place(anchor)]);
  return markdownTable(['Place', 'Where it is'], rows);
}
