import { buildRequest } from './build-request.ts';
import { coverage } from './coverage.ts';
import { decideOnAnswer } from './decide-on-answer.ts';
import type { ReferenceParts } from './parts.ts';
import { publish } from './publish.ts';
import { readLog } from './read-log.ts';
import { readTables } from './read-tables.ts';
import { receive } from './receive.ts';
import { report } from './report.ts';
import { retryDelay } from './retry-delay.ts';
import { send } from './send.ts';
import { verifyArchive } from './verify-archive.ts';
import { intend, recall, remember } from './watermark.ts';

/** The parts of the correct client. */
export const referenceParts: ReferenceParts = {
  buildRequest,
  send,
  decideOnAnswer,
  retryDelay,
  receive,
  verifyArchive,
  readLog,
  readTables,
  coverage,
  publish,
  recall,
  intend,
  remember,
  report,
};
