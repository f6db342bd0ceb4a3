import { clientSchema } from '../conformance/client/schema.ts';
import { baselineSchema } from '../conformance/known-failures/schema.ts';
import { reportSchema } from '../conformance/reports/schema.ts';
import type { JsonSchema } from '../schemas/index.ts';
import { configSchema } from '../server/config/index.ts';
import { scenarioSchema } from '../server/scenarios/index.ts';

/** A schema of a file that a person or a tool writes. */
export interface FileSchema {
  readonly schema: JsonSchema;
  /** The file in `docs/`. */
  readonly file: string;
  /** The usual names of files that it describes. */
  readonly fileMatch: readonly string[];
}

/** The schemas, with the names of files as in a catalogue of SchemaStore. */
export const fileSchemas: readonly FileSchema[] = [
  { schema: clientSchema, file: 'client.schema.json', fileMatch: ['client.json'] },
  { schema: configSchema, file: 'config.schema.json', fileMatch: ['engage-export.json'] },
  { schema: scenarioSchema, file: 'scenario.schema.json', fileMatch: [] },
  {
    schema: baselineSchema,
    file: 'baseline.schema.json',
    fileMatch: ['known-failures.yaml', 'known-failures.yml', 'known-failures.json'],
  },
  { schema: reportSchema, file: 'report.schema.json', fileMatch: [] },
];

/** The folder of the schemas in a project that installed the package. */
export const INSTALLED = './node_modules/engage-export-kit/docs/';

/** Returns the page about the schemas of files. */
export function schemasPage(): string {
  const rows = fileSchemas.map(({ schema: { $id, title }, file, fileMatch }) => {
    const names = fileMatch.map((name) => `\`${name}\``).join(', ') || 'none';
    return `| ${title} | [${file}](${file}) | \`${$id}\` | ${names} |`;
  });
  const named = fileSchemas.filter(({ fileMatch }) => fileMatch.length > 0);
  const json = named
    .filter(({ fileMatch: [name = ''] }) => name.endsWith('.json'))
    .map(({ file, fileMatch }) => ({ fileMatch: [...fileMatch], url: `${INSTALLED}${file}` }));
  const yaml = Object.fromEntries(
    named
      .filter(({ fileMatch: [name = ''] }) => !name.endsWith('.json'))
      .map(({ file, fileMatch }) => [
        `${INSTALLED}${file}`,
        fileMatch.filter((name) => !name.endsWith('.json')),
      ]),
  );
  return `# Schemas of files

Every file that a person or a tool writes has a JSON Schema (draft 2020-12), with which editors complete and check it.

| Schema | File | \`$id\` | Usual names |
| --- | --- | --- | --- |
${rows.join('\n')}

The \`$id\` of a schema does not change; a schema that refuses a file of an earlier version gets another one. It is a URN, because the project has no address of its own yet: an editor loads the schema from the package and needs no network. A running server has the schemas of the configuration and of scenarios at \`/schemas/config.json\` and \`/schemas/scenario.json\`, and one for each file of an export.

## In a file

\`init\` writes this line into \`client.json\`. A configuration may have such a line, too.

\`\`\`json
{ "$schema": "${INSTALLED}client.schema.json" }
\`\`\`

The first line of a baseline in YAML:

\`\`\`yaml
# yaml-language-server: $schema=${INSTALLED}baseline.schema.json
\`\`\`

## In the settings of an editor

The settings of VS Code for all files of a project. \`fileMatch\` and \`url\` are those of a catalogue of SchemaStore.

\`\`\`json
${JSON.stringify({ 'json.schemas': json, 'yaml.schemas': yaml }, null, 2)}
\`\`\`
`;
}
