import { type Column, type Profile, profiles } from './column.ts';
import { type ErrorCode, errorByCode, errors } from './errors.ts';
import type { Endpoint, Evidence } from './evidence.ts';
import type { FileTable } from './file.ts';
import { kinds } from './kinds.ts';
import { codeList, markdownTable } from './markdown.ts';
import { parametersOf } from './parameters.ts';
import { fileByKey, headerOf } from './profiles.ts';
import { type FileKey, tables } from './tables.ts';

/** The reference page in Markdown: parameters, errors, kinds, and every file with its columns. */
export function referencePage(): string {
  return `${[
    '<!-- Derived from schemas/ by `npm run docs`. Change the tables there, not this page. -->',
    '# Reference',
    'The content of an export: the parameters and errors of the two endpoints, and every file with its columns. There are four lists of files: `current` and `legacy` are the network export as the newer and the older page describe it, `2018` is that of an importer and a guide of that time, `user` is the export of one person.',
    'Evidence: *documented* on one of Microsoft’s pages, *observed* as a behaviour that public clients depend on, *assumed* by this project because it is unknown outside the service.',
    '## Parameters',
    parameterSection('network', '`GET /api/v1/export`'),
    parameterSection('user', '`GET /api/v1/export/users/{user_id}`'),
    '## Errors',
    'Names in angle brackets stand for values of the request. The codes are this project’s own and are never sent.',
    errorTable(),
    '## Kinds of columns',
    markdownTable(
      ['Kind', 'In the CSV'],
      Object.entries(kinds).map(([kind, { meaning }]) => [kind, meaning]),
    ),
    '## Files',
    markdownTable(
      ['File', 'Content', 'Profiles'],
      files().map((file) => [fileLink(file.key), file.purpose, profilesOf(file).join(', ')]),
    ),
    ...files().map(fileSection),
  ].join('\n\n')}\n`;
}

function files(): readonly FileTable[] {
  return (Object.keys(tables) as FileKey[]).map(fileByKey);
}

function parameterSection(endpoint: Endpoint, title: string): string {
  const rows = parametersOf(endpoint).map((parameter) => [
    `\`${parameter.name}\``,
    parameter.rule,
    parameter.default ?? 'required',
    parameter.repeatable ? 'yes' : '',
    parameter.assumed === undefined
      ? parameter.evidence
      : `${parameter.evidence}; assumed: ${parameter.assumed}`,
  ]);
  return `### ${title}\n\n${markdownTable(['Parameter', 'Rule', 'Default', 'Repeatable', 'Evidence'], rows)}`;
}

function errorTable(): string {
  const rows = (Object.keys(errors) as ErrorCode[]).map((code) => {
    const { status, endpoints, when, contentType, body, evidence, assumed } = errorByCode(code);
    return [
      `\`${code}\``,
      String(status),
      endpoints.length === 0 ? 'elsewhere' : endpoints.join(', '),
      when,
      contentType,
      body === ''
        ? 'empty'
        : body
            .split('\n')
            .map((line) => `\`${line}\``)
            .join('\n'),
      assumed === undefined ? evidence : `${evidence}; assumed: ${assumed}`,
    ];
  });
  return markdownTable(['Code', 'Status', 'Export', 'When', 'Content type', 'Body', 'Evidence'], rows);
}

function fileSection(file: FileTable): string {
  return [
    `### ${file.key}.csv`,
    file.purpose,
    `${facts(file)
      .map((fact) => `- ${fact}`)
      .join('\n')}`,
    ...columnSection(file),
    ...Object.keys(file.headers ?? {}).map((profile) => ownHeader(file, profile as Profile)),
  ].join('\n\n');
}

function facts(file: FileTable): readonly string[] {
  const { network, user } = file.models;
  const others = profilesOf(file).filter((profile) => file.names[profile] !== `${file.key}.csv`);
  return [
    `Profiles: ${profilesOf(file).join(', ')}${others.map((profile) => `; in ${profile} it is \`${file.names[profile]}\``).join('')}`,
    ...(network === undefined ? [] : [`Model in the network export: \`${network}\``]),
    ...(user === undefined ? [] : [`Model in the user export: \`${user}\``]),
    `A row is identified by ${codeList(file.identity)}`,
    `Columns: ${columnEvidence(file)}`,
  ];
}

const columnSources: Readonly<Record<Evidence, string>> = {
  documented: 'documented',
  observed: 'observed in a public importer',
  assumed: 'assumed, because no page lists them',
};

function columnEvidence({ evidence, evidenceIn = {} }: FileTable): string {
  const others = Object.entries(evidenceIn).map(
    ([profile, [other, reason]]) => `; in ${profile} ${other}: ${reason}`,
  );
  return columnSources[evidence] + others.join('');
}

function columnSection(file: FileTable): readonly string[] {
  const shared: Readonly<Record<string, Column>> = tables.Messages.columns;
  const entries = Object.entries(file.columns);
  const own = entries.filter(([name, column]) => shared[name] !== column);
  if (file.key === 'Messages' || own.length === entries.length) return [columnTable(entries, file)];
  const columns = `the columns of ${fileLink('Messages')}`;
  if (own.length === 0) return [`It has ${columns}.`];
  return [`It has ${columns}, and after them:`, columnTable(own, file)];
}

function columnTable(columns: readonly (readonly [string, Column])[], file: FileTable): string {
  return markdownTable(
    ['Column', 'Kind', 'May be empty', 'Values', 'Refers to', 'Only in', 'Meaning'],
    columns.map(([name, column]) => [
      `\`${name}\``,
      column.kind,
      column.optional ? 'yes' : '',
      valuesOf(column),
      column.refers ?? '',
      onlyIn(column, file).join(', '),
      column.meaning,
    ]),
  );
}

function valuesOf(column: Column): string {
  const { values = [], assumed = [] } = column;
  return [
    ...(values.length > 0 ? [codeList(values)] : []),
    ...(assumed.length > 0 ? [`assumed: ${codeList(assumed)}`] : []),
  ].join('; ');
}

/** The profiles that have the column; empty when all profiles of the file have it. */
function onlyIn(column: Column, file: FileTable): readonly Profile[] {
  const all = profilesOf(file);
  const having = all.filter((profile) => column.profiles?.includes(profile) ?? true);
  return having.length === all.length ? [] : having;
}

function ownHeader(file: FileTable, profile: Profile): string {
  return `The header in ${profile}, as on its page: ${codeList(headerOf(file.key as FileKey, profile))}.`;
}

function profilesOf(file: FileTable): readonly Profile[] {
  return profiles.filter((profile) => file.names[profile] !== undefined);
}

/** A link to the file's section, with the anchor that Markdown viewers make from a heading. */
function fileLink(key: string): string {
  return `[${key}.csv](#${key.toLowerCase().replaceAll('.', '')}csv)`;
}
