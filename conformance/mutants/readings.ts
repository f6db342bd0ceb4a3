import { createWriteStream } from 'node:fs';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as yauzl from 'yauzl';
import { decideOnAnswer } from '../reference-client/decide-on-answer.ts';
import type { Answer, ArchiveFacts, Findings } from '../reference-client/parts.ts';
import { readLog } from '../reference-client/read-log.ts';
import { verifyArchive } from '../reference-client/verify-archive.ts';
import { type Mutant, NEED_A_PROCESS } from './mutant.ts';

const UNREAD: ArchiveFacts = { members: new Set(), csvs: [], texts: new Map() };
const NOTHING: Findings = { missing: [], notes: [] };

/** Saves the part of a body that arrived, without asking whether it is all. */
async function take({ body, text }: Answer, file: string): Promise<void> {
  if (text !== '') return writeFile(file, text);
  await pipeline(body, createWriteStream(file)).catch(() => undefined);
}

/** The names in the directory, and nothing of what they stand for. */
async function readDirectory(file: string): Promise<ArchiveFacts> {
  const zip = await yauzl.openPromise(file, { lazyEntries: true });
  const members = new Set<string>();
  for await (const { fileName } of zip.eachEntry()) members.add(fileName);
  return { ...UNREAD, members };
}

const trusting = { readLog: () => NOTHING, readTables: () => NOTHING };

/** The mutants that do not look at the response. */
export const readingMutants: readonly Mutant[] = [
  {
    name: 'saver',
    does: 'Saves every body as export.zip, also that of an error, and reports success.',
    parts: {
      ...trusting,
      decideOnAnswer: () => ({ next: 'receive' }),
      receive: take,
      verifyArchive: async () => UNREAD,
      publish: async (file, _, { out }) => {
        await copyFile(file, join(out, 'export.zip'));
        return join(out, 'export.zip');
      },
    },
    in: [
      'request.since',
      'access',
      'errors',
      'download',
      'archive',
      'partial',
      'windows',
      'limits.always',
      'safety',
    ],
    timeLimitSeconds: 15,
  },
  {
    name: 'end-blind',
    does: 'Does not notice a truncated download, and never opens the file.',
    parts: { ...trusting, receive: take, verifyArchive: async () => UNREAD },
    in: ['download', 'errors'],
    timeLimitSeconds: 15,
  },
  {
    name: 'never-opens',
    does: 'Never opens the downloaded ZIP.',
    parts: { ...trusting, verifyArchive: async () => UNREAD },
    in: ['archive', 'errors', 'safety', 'windows'],
  },
  {
    name: 'success-taker',
    does: 'Takes every 2xx status for that of a whole export, and never opens the ZIP.',
    parts: {
      ...trusting,
      receive: take,
      decideOnAnswer: (answer) =>
        answer.status >= 200 && answer.status < 300 ? { next: 'receive' } : decideOnAnswer(answer),
      verifyArchive: async () => UNREAD,
    },
    in: ['errors', 'download'],
  },
  {
    name: 'attachment-truster',
    does: 'Checks the CRC of tables but not of attachments.',
    parts: {
      ...trusting,
      verifyArchive: (...given) =>
        verifyArchive(...given).catch((error: Error) => {
          if (/CRC of \S*files\//.test(error.message)) return UNREAD;
          throw error;
        }),
    },
    in: ['attachments.wrong-byte'],
  },
  {
    name: 'lister',
    does: 'Reads the central directory of the ZIP but no member.',
    parts: { ...trusting, verifyArchive: readDirectory },
    in: ['archive', 'partial', 'attachments'],
  },
  {
    name: 'never-reads',
    does: 'Unpacks the ZIP but reads neither log.txt nor the rows.',
    parts: trusting,
    in: ['partial', 'rows', 'attachments', 'windows'],
  },
  {
    name: 'log-skimmer',
    does: 'Reads the counts of log.txt but not the failures below them.',
    parts: {
      ...trusting,
      readLog: (facts) => ({
        ...NOTHING,
        missing: readLog(facts).missing.filter((text) => /counts/.test(text)),
      }),
    },
    in: ['partial'],
  },
  {
    name: 'text-writer',
    does: 'Writes the bytes of the ZIP as text.',
    parts: {
      ...trusting,
      verifyArchive: async () => UNREAD,
      receive: async ({ body }, file) => {
        let text = '';
        for await (const part of body) text += (part as Buffer).toString('utf8');
        await writeFile(file, text);
      },
    },
    in: ['request', 'download', 'archive', 'rows', 'partial', 'attachments', 'windows', 'limits', 'safety'],
    processes: NEED_A_PROCESS,
    timeLimitSeconds: 15,
  },
];
