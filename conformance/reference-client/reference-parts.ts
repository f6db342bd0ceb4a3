import { buildRequest } from './build-request.ts';
import { coverage } from './coverage.ts';
import { decideOnAnswer } from './decide-on-answer.ts';
import { decideOnStatus, pollDelay } from './files-job.ts';
import { createRequest, downloadRequest, filesRanges, statusRequest } from './files-requests.ts';
import type { ReferenceParts } from './parts.ts';
import { publish } from './publish.ts';
import { readLog } from './read-log.ts';
import { receive } from './receive.ts';
import { report } from './report.ts';
import { retryDelay } from './retry-delay.ts';
import { send } from './send.ts';
import { signIn } from './sign-in.ts';
import { intend, recall, remember } from './watermark.ts';

/** Loads the code that reads archives when one has come: most other runs take no longer than their start. */
const archiveReader = {
  verifyFilesArchive: async (...given) =>
    (await import('./verify-files-archive.ts')).verifyFilesArchive(...given),
  verifyArchive: async (...given) => (await import('./verify-archive.ts')).verifyArchive(...given),
  readTables: async (...given) => (await import('./read-tables.ts')).readTables(...given),
} satisfies Partial<ReferenceParts>;

/** The parts of the correct client. */
export const referenceParts: ReferenceParts = {
  buildRequest,
  send,
  signIn,
  decideOnAnswer,
  retryDelay,
  receive,
  ...archiveReader,
  readLog,
  coverage,
  publish,
  recall,
  intend,
  remember,
  report,
  filesRanges,
  createRequest,
  statusRequest,
  decideOnStatus,
  pollDelay,
  downloadRequest,
};
