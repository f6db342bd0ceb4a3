import { appendFile, copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readArguments } from '../reference-client/options.ts';
import type { ArchiveFacts } from '../reference-client/parts.ts';
import { recall, remember } from '../reference-client/watermark.ts';
import { type Mutant, type MutantCall, untilNoFailure } from './mutant.ts';

const UNREAD: ArchiveFacts = { members: new Set(), csvs: [], texts: new Map() };

/** The time limit of mutants that do not end: enough for a run without a fault, on a busy machine too. */
const PATIENT_SECONDS = 10;

/** Longer than the kit needs to see the new state. */
const BETWEEN_MS = 500;

const outOf = ({ args }: MutantCall): string => readArguments(args).out;

/** The cases in which the client's machine has a fault. */
const MACHINE = [
  'errors.refused-connection',
  'errors.unwritable-folder',
  'download.no-space',
  'windows.refused-connection',
  'windows.unwritable-folder',
  'windows.no-space',
  'windows.two-at-once',
  'windows.*-state',
  'windows.killed-at-the-watermark',
];

/** The cases that need a process. */
const AS_PROCESS = ['*.no-space', 'windows.two-at-once', 'windows.killed-at-the-watermark'];

/** The mutants that trust their own machine: its disk, its folders and their state. */
export const machineMutants: readonly Mutant[] = [
  {
    name: 'write-blind',
    does: 'Ignores the errors of writing, and reports what it has.',
    parts: {
      receive: async ({ body }, file) => {
        for await (const part of body) await appendFile(file, part as Buffer).catch(() => undefined);
      },
      verifyArchive: async () => UNREAD,
      readLog: () => ({ missing: [], notes: [] }),
      readTables: () => ({ missing: [], notes: [] }),
      publish: async (file, _, { out, name }) => {
        await copyFile(file, join(out, name)).catch(() => undefined);
        return join(out, name);
      },
    },
    run: async (call, asReference) => {
      await mkdir(outOf(call), { recursive: true }).catch(() => undefined);
      await asReference();
      return 0;
    },
    in: MACHINE,
    processes: AS_PROCESS,
  },
  {
    name: 'folder-cleaner',
    does: 'Empties its output folder before the request.',
    run: async (call, asReference) => {
      const out = outOf(call);
      for (const name of await readdir(out).catch(() => [])) await rm(join(out, name), { recursive: true });
      return asReference();
    },
    in: ['errors.refused-connection', 'download.no-space', 'windows.*', 'errors.unwritable-folder'],
    processes: AS_PROCESS,
  },
  {
    name: 'elsewhere-writer',
    does: 'Writes the export beside an output folder that cannot be written to, and reports success.',
    run: async (call, asReference) => {
      const code = await asReference();
      const { out } = readArguments(call.args);
      const isThere = await mkdir(out, { recursive: true }).then(
        () => true,
        () => false,
      );
      if (isThere) return code;
      const beside = join(out, '..', '..');
      for (const name of await readdir(beside))
        if (/\.zip$/.test(name)) await writeFile(join(beside, name), '');
      await writeFile(join(beside, 'export.zip'), '');
      return code;
    },
    in: ['errors.unwritable-folder', 'windows.unwritable-folder'],
  },
  {
    name: 'endless-trier',
    does: 'Tries again without end, whatever the reason of a failure.',
    run: untilNoFailure,
    timeLimitSeconds: PATIENT_SECONDS,
    in: MACHINE,
    processes: AS_PROCESS,
  },
  {
    name: 'watermark-first',
    does: 'Writes its watermark before the export is in its folder.',
    parts: {
      intend: async (options, coverage) => {
        await remember(options, coverage);
        await sleep(BETWEEN_MS);
      },
    },
    in: MACHINE,
    processes: AS_PROCESS,
  },
  {
    name: 'part-sharer',
    does: 'Appends its download to an unfinished file of a fixed name, and never opens the result.',
    parts: {
      receive: async ({ body }, file) => {
        const shared = join(file, '..', 'download.tmp');
        for await (const part of body) await appendFile(shared, part as Buffer);
        await copyFile(shared, file);
        await rm(shared, { force: true });
      },
      verifyArchive: async () => UNREAD,
      readLog: () => ({ missing: [], notes: [] }),
      readTables: () => ({ missing: [], notes: [] }),
    },
    in: MACHINE,
    processes: AS_PROCESS,
  },
  {
    name: 'lock-waiter',
    does: 'Waits for the lock of another run without end, and never removes its own.',
    run: async (call, asReference) => {
      const lock = join(outOf(call), '..', 'state', 'lock');
      for (;;) {
        const isFree = await writeFile(lock, '', { flag: 'wx' }).then(
          () => true,
          () => false,
        );
        if (isFree || call.signal.aborted) return asReference();
        await sleep(50);
      }
    },
    timeLimitSeconds: PATIENT_SECONDS,
    in: ['windows.two-at-once'],
    processes: AS_PROCESS,
  },
  {
    name: 'state-forgiver',
    does: 'Takes state that it cannot read for a sign that everything is exported.',
    run: async ({ args }, asReference) => {
      const options = readArguments(args);
      const isReadable = await recall(options).then(
        () => true,
        () => false,
      );
      return isReadable ? asReference() : 0;
    },
    in: ['windows.*-state'],
  },
];
