import { copyFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decideOnStatus } from '../reference-client/files-job.ts';
import { readArguments } from '../reference-client/options.ts';
import { receive } from '../reference-client/receive.ts';
import { send } from '../reference-client/send.ts';
import { verifyFilesArchive } from '../reference-client/verify-files-archive.ts';
import { type Mutant, untilNoFailure } from './mutant.ts';

const NOTHING = { missing: [], notes: [] } as const;

/** The time limit of a mutant that never ends: enough for a run without a fault, on a busy machine too. */
const PATIENT_SECONDS = 8;

/** The mutants that keep the wrong archives of the Files Export API, or report them wrongly. */
export const filesKeepingMutants: readonly Mutant[] = [
  {
    name: 'files-always-zero',
    does: 'Creates one export request whatever the window is, and reports success whatever happens.',
    parts: { filesRanges: (range) => [range] },
    run: async (_, asReference) => {
      await asReference();
      return 0;
    },
    in: ['files'],
  },
  {
    name: 'files-saver',
    does: 'Saves every response to a download as an archive, and never reads it.',
    parts: {
      send: async (request, waiting) => {
        const answer = await send(request, waiting);
        return request.token === undefined ? { ...answer, status: 200 } : answer;
      },
      receive: (answer, file, waiting) =>
        answer.text === ''
          ? receive(answer, file, waiting).catch(() => undefined)
          : writeFile(file, answer.text),
      verifyFilesArchive: async () => NOTHING,
    },
    in: ['files'],
  },
  {
    name: 'files-skipper',
    does: 'Leaves out the archives that it does not get, and reports the rest as complete.',
    run: async (_, asReference) => {
      const code = await asReference();
      return code === 3 ? 0 : code;
    },
    in: ['files'],
  },
  {
    name: 'files-no-new-link',
    does: 'Uses the first links of an export request for ever.',
    run: (_, asReference) => {
      let first: ReturnType<typeof decideOnStatus> | undefined;
      return asReference({
        parts: {
          decideOnStatus: (...given) => {
            const decision = decideOnStatus(...given);
            if (decision.next === 'download') first ??= decision;
            return decision.next === 'download' ? (first ?? decision) : decision;
          },
        },
      });
    },
    in: ['files.link-expired-once'],
  },
  {
    name: 'files-mute',
    does: 'Prints nothing about a failed export of files.',
    parts: { report: () => {} },
    in: ['files'],
  },
  {
    name: 'files-hoarder',
    does: 'Leaves what it downloaded under an unfinished name when an export of files fails.',
    parts: {
      verifyFilesArchive: async (file, signal) => {
        await copyFile(file, file.replace(/\.part$/, '.tmp'));
        return verifyFilesArchive(file, signal);
      },
      receive: async (answer, file, waiting) => {
        await receive(answer, file, waiting).finally(() => copyFile(file, file.replace(/\.part$/, '.tmp')));
      },
    },
    in: ['files'],
  },
  {
    name: 'files-replacer',
    does: 'Removes earlier archives before it exports files.',
    run: async ({ args }, asReference) => {
      const { out } = readArguments(args);
      for (const name of await readdir(out).catch(() => [])) await rm(join(out, name), { recursive: true });
      return asReference();
    },
    in: ['files.cut'],
  },
  {
    name: 'files-announcer',
    does: 'Writes a list of the links with their final name before it downloads them.',
    run: async ({ args }, asReference) => {
      await writeFile(join(readArguments(args).out, 'files.csv'), 'link\n');
      return asReference();
    },
    in: ['files'],
  },
  {
    name: 'files-endless-trier',
    does: 'Begins a failed export of files again, without end.',
    run: untilNoFailure,
    timeLimitSeconds: PATIENT_SECONDS,
    in: [
      'files.link-status-500',
      'files.links-expired',
      'files.html-page',
      'files.reset',
      'files.no-directory',
      'files.damaged',
      'files.cut',
      'files.token-expires',
    ],
  },
  {
    name: 'files-token-keeper',
    does: 'Keeps the token in a file beside the archives.',
    run: async ({ args, env }, asReference) => {
      await writeFile(join(readArguments(args).out, 'job.txt'), `token ${env.ENGAGE_TOKEN}\n`);
      return asReference();
    },
    in: ['files.link-to-another-host'],
  },
];
