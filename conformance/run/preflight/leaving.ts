import { endOf } from '../../checks/exit.ts';
import { formsOf } from '../../model/client-description.ts';
import { type Finding, howToPass, type Trial } from './finding.ts';

/** Tells whether runtimes use this exit code for an error that the program does not handle. */
const ofCrashes = (code: number): boolean => code === 1 || code >= 128;

/** The fault in the exit code or the output of a client whose request is right. */
export function leaving(trial: Trial): Finding | undefined {
  const { seen } = trial;
  if (seen.outcome === 'complete') return seen.actualExport === undefined ? noExport(trial) : undefined;
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
  if (files.length > 0)
    return {
      stops: false,
      expected,
      seen: `only ${files.slice(0, 5).join(', ')}`,
      change:
        'Write a .zip, .csv, .json or .ndjson file. Files named *.part, *.tmp and the like count as unfinished.',
    };
  const passed = client.commands[operation]?.some((text) => text.includes('{out_dir}'));
  return {
    stops: elsewhere.length > 0 || (client.mode === 'process' && passed !== true),
    expected,
    seen: elsewhere.length > 0 ? `no file there, but ${elsewhere.slice(0, 5).join(', ')}` : 'no file there',
    change,
  };
}

const inWords = {
  zip: 'a ZIP',
  files: 'the files of an export',
  rows: 'rows in files',
} as const;
