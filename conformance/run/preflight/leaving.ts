import { endOf } from '../../checks/exit.ts';
import { type Finding, howToPass, type Trial } from './finding.ts';

/** Programs end so by themselves, when something happens that nobody has thought of. */
const ofCrashes = (code: number): boolean => code === 1 || code >= 128;

/** The fault of the end and the output of a client whose request was right. */
export function leaving(trial: Trial): Finding | undefined {
  const { seen } = trial;
  if (seen.outcome === 'complete') return seen.actualExport === undefined ? nothingKept(trial) : undefined;
  const { ended } = seen.process;
  if (trial.whole && ended.kind === 'exited')
    return {
      stops: !ofCrashes(ended.code),
      expected: 'an exit code that means complete, since the whole export lies in {out_dir}',
      seen: endOf(seen),
      change: `If ${ended.code} means complete, say so in exitCodes.complete.`,
    };
  return {
    stops: false,
    expected: 'an end that means complete, since the export was sound',
    seen: endOf(seen),
    change: 'If the client is called as it should be, the cases will show more.',
  };
}

function nothingKept(trial: Trial): Finding {
  const { client, operation, seen, otherForm, elsewhere } = trial;
  const { output } = client;
  const expected = `${inWords[output]} in {out_dir}, since ${endOf(seen)}`;
  if (otherForm !== undefined)
    return {
      stops: true,
      expected,
      seen: inWords[otherForm],
      change: `If that is what the client leaves, say "output": "${otherForm}".`,
    };
  const files = seen.out.filter(({ kind }) => kind === 'file').map(({ path }) => path);
  const asRule = howToPass(trial, '{out_dir}', 'folder for exports');
  if (files.length > 0)
    return {
      stops: false,
      expected,
      seen: `only ${files.slice(0, 5).join(', ')}`,
      change:
        'What is called .part, .tmp or the like is not finished, and only a ZIP, CSV, JSON or NDJSON counts.',
    };
  const passed = client.commands[operation]?.some((text) => text.includes('{out_dir}'));
  return {
    stops: elsewhere.length > 0 || (client.mode === 'process' && passed !== true),
    expected,
    seen: elsewhere.length > 0 ? `nothing there, but ${elsewhere.slice(0, 5).join(', ')}` : 'nothing there',
    change: asRule,
  };
}

const inWords = {
  zip: 'a ZIP',
  files: 'the files of an export',
  rows: 'rows in files',
} as const;
