import { networkProfiles, profiles } from '../../schemas/column.ts';
import { resolveNetworkModel, resolveUserModel } from '../../schemas/models.ts';
import { columnsOf, fileByName, memberNameOf } from '../../schemas/profiles.ts';
import type { FileKey } from '../../schemas/tables.ts';
import { shownName } from './member-name.ts';
import type { ReferenceOptions } from './options.ts';
import type { ArchiveFacts, CsvFacts, Findings } from './parts.ts';
import { requestValues } from './request-text.ts';

/**
 * Finds the gaps of the files: requested files, columns that every page has, attachments that rows name,
 * closing quotes.
 */
export function readTables(facts: ArchiveFacts, options: ReferenceOptions): Findings {
  const headers = facts.csvs.map(inHeader);
  return {
    missing: [
      ...missingFiles(facts, options),
      ...facts.csvs.flatMap(({ problem }) => problem ?? []),
      ...headers.flatMap(({ missing }) => missing),
      ...missingAttachments(facts, options),
    ],
    notes: [...headers.flatMap(({ notes }) => notes), ...strayAttachments(facts)],
  };
}

/** By what the server understood, and where it does not say, by what was asked for. */
function missingFiles(facts: ArchiveFacts, options: ReferenceOptions): readonly string[] {
  const understood = requestValues(facts)
    .get('model')
    ?.split(',')
    .map((model) => model.trim());
  const there = new Set(facts.csvs.map(({ member }) => baseName(member)));
  return (understood ?? options.models).flatMap((model) => {
    const names = options.operation === 'user' ? userFiles(model) : networkFiles(model);
    const isThere = names.length === 0 || names.some((name) => name === undefined || there.has(name));
    return isThere ? [] : [`${names[0]} is not there, though the model ${shownName(model)} was asked for`];
  });
}

function userFiles(model: string): readonly (string | undefined)[] {
  const key = resolveUserModel(model);
  return key === undefined ? [] : [memberNameOf(key, 'user')];
}

/**
 * The file of a model in either profile, since nothing names the profile; undefined for a model without a
 * file in one of them.
 */
function networkFiles(model: string): readonly (string | undefined)[] {
  return networkProfiles.flatMap((profile) => {
    const key = resolveNetworkModel(profile, model);
    return key === undefined ? [] : [memberNameOf(key, profile)];
  });
}

function inHeader({ member, header, problem }: CsvFacts): Findings {
  if (header === undefined) {
    return { missing: problem === undefined ? [`${member} has no header, not even a byte`] : [], notes: [] };
  }
  const known = tablesOf(baseName(member));
  if (known.length === 0)
    return { missing: [], notes: [`${shownName(member)} is a file that no page names`] };
  const all = new Set(known.flat());
  if (!header.some((name) => all.has(name))) {
    return { missing: [`${member} begins with a line that is no header`], notes: [] };
  }
  const needed = known.reduce((left, right) => left.filter((name) => right.includes(name)));
  const missing = needed.filter((name) => !header.includes(name));
  const added = header.filter((name) => !all.has(name));
  return {
    missing: missing.map((name) => `${member} has no column ${name}`),
    notes: added.map((name) => `${member} has a column ${shownName(name)} that no page names`),
  };
}

/** The columns of a file on each page that has it. */
function tablesOf(name: string): readonly (readonly string[])[] {
  return profiles.flatMap((profile) => {
    const key: FileKey | undefined = fileByName(profile, name);
    return key === undefined ? [] : [columnsOf(key, profile).map(([column]) => column)];
  });
}

function missingAttachments(facts: ArchiveFacts, options: ReferenceOptions): readonly string[] {
  if (options.include === 'csv' || options.excludeFiles === 'true') return [];
  return facts.csvs.flatMap(({ member, paths }) => {
    const folder = member.slice(0, member.lastIndexOf('/') + 1);
    return paths
      .filter((path) => !facts.members.has(path) && !facts.members.has(`${folder}${path}`))
      .map((path) => `the attachment ${shownName(path)} is not there, though ${member} names it`);
  });
}

function strayAttachments({ csvs, members }: ArchiveFacts): readonly string[] {
  const files = csvs.filter(({ member }) => /^(?:Files|Pages)\.csv$/.test(baseName(member)));
  if (files.length === 0) return [];
  const named = new Set(
    files.flatMap(({ member, paths }) => {
      const folder = member.slice(0, member.lastIndexOf('/') + 1);
      return paths.flatMap((path) => [path, `${folder}${path}`]);
    }),
  );
  return [...members]
    .filter((name) => /(^|\/)(?:files|pages)\/./i.test(name) && !named.has(name))
    .map((name) => `no row names the attachment ${shownName(name)}`);
}

function baseName(member: string): string {
  return member.slice(member.lastIndexOf('/') + 1);
}
