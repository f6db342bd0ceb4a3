import { copyFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../reference-client/failure.ts';
import { receive } from '../reference-client/receive.ts';
import { verifyArchive } from '../reference-client/verify-archive.ts';
import type { Mutant } from './mutant.ts';
import { unpacking } from './unpack.ts';

const TABLES = ['rows', 'request.since', 'attachments', 'partial'];

/** The mutants that lose or change rows and attachments that arrived whole. */
export const keepingMutants: readonly Mutant[] = [
  {
    name: 'line-splitter',
    does: 'Splits a CSV into lines before it looks at quotes, and drops the lines that are no rows.',
    output: 'files',
    parts: {
      publish: unpacking({
        rowsOf: (csv) => {
          const [header = '', ...lines] = csv.toString('utf8').split('\n');
          const count = header.split('","').length;
          return [header, ...lines.filter((line) => line.split('","').length === count)].join('\n');
        },
      }),
    },
    in: TABLES,
  },
  {
    name: 'charset-bender',
    does: 'Takes the text of a CSV for Latin-1.',
    output: 'files',
    parts: { publish: unpacking({ rowsOf: (csv) => csv.toString('latin1') }) },
    in: TABLES,
  },
  {
    name: 'id-rounder',
    does: 'Takes ids for numbers, so that the long ones are rounded.',
    output: 'files',
    parts: {
      publish: unpacking({
        rowsOf: (csv) => csv.toString('utf8').replaceAll(/"(\d{10,19})"/g, (_, id) => `"${Number(id)}"`),
      }),
    },
    in: TABLES,
  },
  {
    name: 'row-doubler',
    does: 'Keeps a row as often as it comes.',
    output: 'files',
    parts: { publish: unpacking({}) },
    in: TABLES,
  },
  {
    name: 'flattener',
    does: 'Unpacks every member by the last part of its name, with what it does not know made into underscores.',
    output: 'files',
    parts: {
      publish: unpacking({ nameOf: (name) => name.replace(/^.*\//, '').replaceAll(/[^\w.]/g, '_') }),
    },
    in: TABLES,
  },
  {
    name: 'careless-unpacker',
    does: 'Unpacks members to wherever their names lead, links and all.',
    output: 'files',
    parts: {
      verifyArchive: async () => ({ members: new Set(), csvs: [], texts: new Map() }),
      readLog: () => ({ missing: [], notes: [] }),
      publish: unpacking({ links: true }),
    },
    in: ['safety.traversal-name', 'safety.absolute-name', 'safety.symlink', 'safety.device-name'],
  },
  {
    name: 'empty-hater',
    does: 'Takes an export without rows for a failure.',
    parts: {
      verifyArchive: async (...given) => {
        const facts = await verifyArchive(...given);
        if (facts.csvs.every(({ rows }) => rows === 0)) throw new Failure('expected rows, got none');
        return facts;
      },
    },
    in: ['rows', 'windows'],
  },
  {
    name: 'litterer',
    does: 'Leaves what it could not finish in the folder.',
    parts: {
      receive: async (answer, file, waiting) => {
        const unfinished = file.replace(/\.part$/, '.download');
        await receive(answer, unfinished, waiting);
        await rename(unfinished, file);
      },
    },
    in: ['download'],
  },
  {
    name: 'final-namer',
    does: 'Writes what comes under the name of the export from the first byte on.',
    parts: {
      receive: async ({ body }, file) => {
        const final = join(file, '..', 'export.zip');
        await writeFile(final, '');
        for await (const part of body) await writeFile(final, part as Buffer, { flag: 'a' });
        await copyFile(final, file);
      },
    },
    in: ['download', 'archive', 'windows'],
    processes: ['windows.killed-*'],
    timeLimitSeconds: 15,
  },
];
