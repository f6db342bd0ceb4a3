import { codeList, type JsonSchema, markdownTable } from '../../../schemas/index.ts';
import { CONTROL, servedDocument } from './document.ts';
import { type Tag, tags } from './operation.ts';
import { typeSection, typeText } from './page-types.ts';
import { AMBIGUOUS } from './responses.ts';

/** A part of the OpenAPI document. */
// biome-ignore lint/suspicious/noExplicitAny: the page reads arbitrary parts of a document that is made here.
type Part = any;

interface Entry {
  readonly method: string;
  readonly path: string;
  readonly item: Part;
  readonly operation: Part;
}

const URL = 'http://127.0.0.1:4010';

const titles: Readonly<Record<Exclude<Tag, 'documents'>, string>> = {
  server: 'Server',
  sessions: 'Sessions',
  clock: 'Clocks',
  journal: 'Journal',
  network: 'Data',
  scenarios: 'Scenarios',
};

/** The responses that the page lists once, by name, and the requests that can get them. */
const common: Readonly<Record<string, string>> = {
  AmbiguousHost: 'every request',
  Forbidden: 'every request',
  BadBody: 'POST and DELETE',
  TooLarge: 'POST and DELETE',
  WrongType: 'POST and DELETE',
};

/** The schemas that the page shows as types. Those of scenarios are in docs/scenarios.md. */
const OTHER_TYPES = [
  'Scenario',
  'ScenarioRule',
  'ScenarioWhen',
  'ScenarioStep',
  'ScenarioPlace',
  'ScenarioCsv',
];

/** The page of the control API in Markdown, derived from the OpenAPI document. */
export function controlPage(): string {
  const document: Part = servedDocument('current', true);
  const { paths, components } = document;
  const entries = Object.entries<Part>(paths)
    .filter(([path]) => path.startsWith(CONTROL))
    .flatMap(([path, item]) =>
      ['get', 'post', 'delete']
        .filter((method) => item[method] !== undefined)
        .map((method) => ({ method: method.toUpperCase(), path, item, operation: item[method] })),
    );
  const seen = new Set<string>();
  const types = Object.keys(components.schemas).filter(
    (name) => name !== 'Error' && !OTHER_TYPES.includes(name),
  );
  return `${[
    '<!-- Derived from server/control/ by `npm run docs`. Change the tables there, not this page. -->',
    '# Control API',
    introduction(document),
    overview(entries),
    ...Object.entries(titles).flatMap(([tag, title]) => [
      `## ${title}`,
      tags[tag as Tag],
      ...entries
        .filter(({ operation }) => operation.tags[0] === tag)
        .map((entry) => section(entry, document, seen)),
    ]),
    '## Types',
    'An object has exactly these properties. A question mark marks an optional one. Times are ISO 8601 in UTC.',
    ...types.map((name) => typeSection(name, components.schemas[name])),
  ].join('\n\n')}\n`;
}

function introduction(document: Part): string {
  const { responses } = document.components;
  const other = document['x-other-responses'][`${CONTROL}/*`];
  const rows = [
    ...Object.entries(common).map(([name, requests]) => [
      statusOf(name, document),
      requests,
      withoutHost(responses[name].description),
    ]),
    ['404', 'every request', other[404].description],
    ['405', 'every request', `${other[405].description} Headers: \`allow\`.`],
  ];
  return `Tests control the mock with HTTP requests to \`${CONTROL}\`: they begin sessions, move clocks, add scenarios and read the journal. \`GET /openapi.json\` describes the same operations in OpenAPI 3.1.

- **Access.** Control needs no token. Only this machine has access; \`--control\` allows others, and \`--control none\` disables control. Pages of other sites cannot change anything.
- **Bodies** are JSON with \`Content-Type: application/json\`, at most 1 MiB.
- **Sessions.** Paths without a session mean the server’s own session, whose id is \`main\`.
- **Errors** are [ControlError](#controlerror). A request that gets an error has changed nothing. The errors that many requests have are listed here, the others at each request.
- **HEAD** is answered like GET, without the body.

\`\`\`sh
curl -fsS -H "Content-Type: application/json" -d '{"scenario": "rate-limited", "seed": "7"}' ${URL}${CONTROL}/sessions
curl -fsS "${URL}${CONTROL}/requests?status=4xx&limit=10"
\`\`\`

${markdownTable(['Status', 'Requests', 'Error'], rows)}`;
}

/** The status of a shared response. */
function statusOf(name: string, document: Part): string {
  const all = Object.values<Part>(document.paths).flatMap((item) => [item.get, item.post, item.delete]);
  const found = all
    .flatMap((operation) => Object.entries<Part>(operation?.responses ?? {}))
    .find(([, response]) => response.$ref?.endsWith(`/${name}`));
  return found?.[0] ?? '';
}

/** A description without the error that every request can get. */
function withoutHost(description: string): string {
  return description === AMBIGUOUS ? description : description.replace(AMBIGUOUS, '').trim();
}

function overview(entries: readonly Entry[]): string {
  const rows = entries.map(({ method, path, operation }) => [
    `\`${method} ${path}\``,
    `[${operation.summary}](#${anchorOf(operation.summary)})`,
  ]);
  return markdownTable(['Request', 'Purpose'], rows);
}

/** The anchor that Markdown viewers make from a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');
}

function section({ method, path, item, operation }: Entry, document: Part, seen: Set<string>): string {
  const { summary, description, requestBody, responses } = operation;
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
  return [
    `### ${summary}`,
    `\`${method} ${path}\``,
    description,
    ...(parameters.length > 0 ? [parameterTable(parameters)] : []),
    ...(requestBody === undefined ? [] : [bodyText(requestBody)]),
    responseTable(responses, document),
    ...exampleOf(responses, seen),
  ].join('\n\n');
}

function parameterTable(parameters: readonly Part[]): string {
  const rows = parameters.map(({ name, in: place, description, schema }: Part) => [
    `\`${name}\``,
    place,
    typeText(schema),
    description,
  ]);
  return markdownTable(['Parameter', 'In', 'Type', 'Meaning'], rows);
}

function bodyText({ description, required, content }: Part): string {
  const [[type, { schema, examples = {} }]] = Object.entries<Part>(content) as [[string, Part]];
  const shown = Object.values<Part>(examples).map(
    ({ summary, value }) => `${summary}\n\n\`\`\`json\n${JSON.stringify(value)}\n\`\`\``,
  );
  const lead = `Body${required ? '' : ' (optional)'}: ${bodyOf(type, schema)}. ${description}`;
  return [lead, ...shown].join('\n\n');
}

function responseTable(responses: Part, document: Part): string {
  const rows = Object.entries<Part>(responses).flatMap(([status, response]) => {
    const name = response.$ref?.split('/').at(-1);
    if (Object.hasOwn(common, name ?? '')) return [];
    const {
      description,
      headers = {},
      content = {},
    } = name === undefined ? response : document.components.responses[name];
    const sent = Object.keys(headers);
    const bodies = Object.entries<Part>(content).filter(([type]) => !type.startsWith('text/plain'));
    return [
      [
        status,
        withoutHost(description) + (sent.length > 0 ? ` Headers: ${codeList(sent)}.` : ''),
        bodies.map(([type, { schema }]) => bodyOf(type, schema)).join('\n'),
      ],
    ];
  });
  return markdownTable(['Status', 'Meaning', 'Body'], rows);
}

function bodyOf(type: string, schema: JsonSchema): string {
  return type === 'application/json' ? typeText(schema) : `\`${type.replace(/;.*/, '')}\``;
}

/** The example of a successful response, unless the page has shown one of its type already. */
function exampleOf(responses: Part, seen: Set<string>): readonly string[] {
  const { schema, example } = Object.values<Part>(responses)[0].content?.['application/json'] ?? {};
  const type = typeText(schema ?? {});
  if (example === undefined || seen.has(type)) return [];
  seen.add(type);
  return [`\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\``];
}
