import { appendFileSync, writeFileSync } from 'node:fs';
import { copyFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { connectionFailure, Failure } from '../reference-client/failure.ts';
import { verifyArchive } from '../reference-client/verify-archive.ts';
import type { Mutant } from './mutant.ts';
import { unpacking } from './unpack.ts';

const TABLES = ['rows', 'request.since', 'attachments', 'partial'];

/** The mutants that lose or change rows and attachments that arrived whole. */
export const keepingMutants: readonly Mutant[] = [
  {
    name: 'line-splitter',
    does: 'Splits a CSV into lines before it parses quotes, and drops lines that are not rows.',
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
    does: 'Decodes CSVs as Latin-1.',
    output: 'files',
    parts: { publish: unpacking({ rowsOf: (csv) => csv.toString('latin1') }) },
    in: TABLES,
  },
  {
    name: 'id-rounder',
    does: 'Parses ids as numbers, so that long ones are rounded.',
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
    does: 'Stores a row that was sent twice twice.',
    output: 'files',
    parts: { publish: unpacking({}) },
    in: TABLES,
  },
  {
    name: 'flattener',
    does: 'Unpacks every member under the last part of its name, with other characters than ASCII replaced by underscores.',
    output: 'files',
    parts: {
      publish: unpacking({ nameOf: (name) => name.replace(/^.*\//, '').replaceAll(/[^\w.]/g, '_') }),
    },
    in: TABLES,
  },
  {
    name: 'careless-unpacker',
    does: 'Unpacks members to the paths that their names give, links included.',
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
    does: 'Reports an export without rows as a failure.',
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
    does: 'Leaves unfinished files in the folder.',
    parts: {
      receive: async ({ body }, file) => {
        const unfinished = file.replace(/\.part$/, '.download');
        writeFileSync(unfinished, '');
        // What has arrived is in the file, however soon the connection ends after it.
        body.on('data', (part: Buffer) => appendFileSync(unfinished, part));
        await finished(body).catch((error: unknown) => {
          throw connectionFailure(error, 'the export broke off');
        });
        await rename(unfinished, file);
      },
    },
    in: ['download'],
  },
  {
    name: 'final-namer',
    does: 'Writes the download under its final name from the first byte.',
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
