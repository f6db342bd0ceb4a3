import { endOf } from '../../checks/exit.ts';
import { filesLike } from '../../compare/table-names.ts';
import { formsOf } from '../../model/client-description.ts';
import type { ActualExport } from '../../model/observation.ts';
import { isDatabase } from './elsewhere.ts';
import { type Finding, howToPass, type Trial } from './finding.ts';

/** Tells whether runtimes use this exit code for an error that the program does not handle. */
const ofCrashes = (code: number): boolean => code === 1 || code >= 128;

/** The fault in the exit code or the output of a client whose request is right. */
export function leaving(trial: Trial): Finding | undefined {
  const { seen } = trial;
  if (seen.outcome === 'complete')
    return seen.actualExport === undefined ? noExport(trial) : unknownNames(seen.actualExport);
  const { ended } = seen.process;
  if (trial.whole && ended.kind === 'exited')
    return {
      stops: !ofCrashes(ended.code),
      expected: 'an exit code that means complete, because the whole export is in {out_dir}',
      seen: endOf(seen),
      change: `If exit code ${ended.code} means complete, add it to exitCodes.complete.`,
    };
  return {
    stops: false,
    expected: 'a run that ends as complete, because the export was sound',
    seen: endOf(seen),
    change: 'If the client description is right, the cases show the cause.',
  };
}

/** The finding about tables of which none has the name of one that the service exports. */
function unknownNames({ tables }: ActualExport): Finding | undefined {
  const names = [...tables.keys()];
  if (names.length === 0 || names.some((name) => filesLike(name) !== undefined)) return undefined;
  return {
    stops: false,
    expected: 'tables with the names of the CSVs in {out_dir}',
    seen: `only ${names.slice(0, MOST_NAMED).join(', ')}`,
    change:
      'Put the name of its CSV into that of each file or of a folder for it: Users.csv, Users_2024-06-19.csv, Users/part-0.csv. A file that is no table needs another ending, or a glob in "ignore".',
  };
}

function noExport(trial: Trial): Finding {
  const { client, operation, seen, otherForm, elsewhere } = trial;
  const [first = 'zip'] = formsOf(client);
  const expected = `${inWords[first]} in {out_dir}, because the client ended with: ${endOf(seen)}`;
  if (otherForm !== undefined)
    return {
      stops: true,
      expected,
      seen: inWords[otherForm],
      change: `If this is the output of the client, set "output": "${otherForm}".`,
    };
  const files = seen.out.filter(({ kind }) => kind === 'file').map(({ path }) => path);
  const change = howToPass(trial, '{out_dir}', 'folder for exports');
  const databases = [...files, ...elsewhere].filter((text) => isDatabase(text.split(' in ')[0] ?? ''));
  if (client.dump !== undefined)
    return {
      stops: false,
      expected,
      seen: seen.dumpFailure ?? seenIn(files, elsewhere),
      change: CHECK_DUMP,
    };
  if (databases.length > 0)
    return { stops: true, expected, seen: seenIn(files, elsewhere), change: dumpNeeded(databases) };
  if (files.length > 0)
    return {
      stops: false,
      expected,
      seen: seenIn(files, elsewhere),
      change: `Write a .zip, .csv, .json or .ndjson file. Files named *.part, *.tmp and the like count as unfinished. ${IF_DATABASE}`,
    };
  const passed = client.commands[operation]?.some((text) => text.includes('{out_dir}'));
  return {
    stops: elsewhere.length > 0 || (client.mode === 'process' && passed !== true),
    expected,
    seen: seenIn(files, elsewhere),
    change: `${change} ${IF_DATABASE}`,
  };
}

/** The number of files that a finding names. */
const MOST_NAMED = 5;

const IF_DATABASE =
  'If the client keeps the rows in a database, add "dump" to the description: a command that writes all rows to {out_dir}.';
const CHECK_DUMP =
  'Check the command in dump: it must write all rows of the database to {out_dir}, as CSV, JSON or NDJSON.';

function dumpNeeded(databases: readonly string[]): string {
  const names = databases.slice(0, MOST_NAMED).join(', ');
  return `The client seems to keep the rows in a database (${names}), which the kit does not read. Add "dump" to the description: a command that writes all rows to {out_dir}, as CSV, JSON or NDJSON.`;
}

/** The files that were found, in the output folder or else elsewhere. */
function seenIn(files: readonly string[], elsewhere: readonly string[]): string {
  if (files.length > 0) return `only ${files.slice(0, MOST_NAMED).join(', ')}`;
  return elsewhere.length > 0
    ? `no file there, but ${elsewhere.slice(0, MOST_NAMED).join(', ')}`
    : 'no file there';
}

const inWords = {
  zip: 'a ZIP',
  files: 'the files of an export',
  rows: 'rows in files',
} as const;
