import { examples } from './network-examples.ts';
import type { OperationSpec, ParameterSpec, ResponseSpec } from './operation.ts';
import { controlError, json, noSession, reading, shared } from './responses.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const text = (description: string): ParameterSpec => ({ description, schema: { type: 'string' } });
const number = (description: string): ParameterSpec => ({
  description,
  schema: { type: 'integer', minimum: 0 },
});

const network = text('The id or the permalink of a network. Default: the home network.');
const since = text('The start of the window. Default: everything.');
const until = text('The end of the window. Default: now.');
const limit = (most: number, usual: number) =>
  number(`The maximum number of results on the page, at most ${most}. Default: ${usual}.`);
const errors = { ...reading, ...noSession, 400: shared('BadQuery') } as const;

const noThread: ResponseSpec = controlError(
  'There is no session, or no thread, with this id.',
  'There is no thread with this id, or not yet. A thread has the id of its first message.',
);
const countingLimit = number(
  'The number of rows of a file up to which they are counted, at most 1000000. Default: 2000 in a window, 10000 in the export of a user.',
);

const RESEMBLES = 'A row is computed from the seed, as in an export: nothing is stored.';

/** The operations on the data of a session, by path and method. */
export const networkOperations = {
  '/sessions/:id/network': {
    GET: {
      operationId: 'getNetworkData',
      tag: 'network',
      summary: 'Describe the networks and the files',
      description: 'The networks of the session, and the columns of each file with their references.',
      responses: { 200: json('The networks and the files.', 'NetworkData', examples.data), ...errors },
    },
  },
  '/sessions/:id/network/rows': {
    GET: {
      operationId: 'listRows',
      tag: 'network',
      summary: 'List rows of a file',
      description: `A page of the rows of one file in a window, such as users (\`file=Users\`) or communities (\`file=Groups\`). ${RESEMBLES} A call looks at 20,000 rows; a search goes on with \`after\`.`,
      query: {
        file: text('The key of the file.'),
        since,
        until,
        network,
        search: text('Only rows with this text in a value, in upper or lower case.'),
        after: number('The number of rows of the window to leave out.'),
        limit: limit(200, 50),
      },
      responses: { 200: json('The rows.', 'RowPage', examples.rows), ...errors },
    },
  },
  '/sessions/:id/network/references': {
    GET: {
      operationId: 'listReferences',
      tag: 'network',
      summary: 'List the rows that refer to a row',
      description:
        'The row with a value in a column, and the rows of all files that repeat the value: the first 15,000 rows of each file in the window are looked at, for at most 1.5 s. A narrower window is complete.',
      query: {
        file: text('The key of the file of the row.'),
        column: text('The column, such as `id`.'),
        value: text('The value.'),
        since,
        until,
        network,
        limit: number('The maximum number of rows to show of each file, at most 200. Default: 10.'),
      },
      responses: { 200: json('The rows.', 'ReferenceList', examples.references), ...errors },
    },
  },
  '/sessions/:id/network/threads': {
    GET: {
      operationId: 'listThreads',
      tag: 'network',
      summary: 'List threads',
      description: 'A page of threads, the newest first. A call looks at 20,000 threads; `before` goes on.',
      query: {
        before: text('Only threads that began before this time. Default: now.'),
        community: text('The id of a community: only its threads.'),
        user: text('The id of a user: only threads in which that user wrote.'),
        network,
        limit: limit(100, 30),
      },
      responses: { 200: json('The threads.', 'ThreadList', examples.threads), ...errors },
    },
  },
  '/sessions/:id/network/threads/:thread': {
    GET: {
      operationId: 'getThread',
      tag: 'network',
      summary: 'Show a thread as a conversation',
      description:
        'The messages with their versions, reactions and files, until now. The thread may be one of another network that users of this one take part in.',
      query: { network },
      responses: { 200: json('The thread.', 'Thread', examples.thread), ...errors, 404: noThread },
    },
  },
  '/sessions/:id/network/window': {
    GET: {
      operationId: 'countWindow',
      tag: 'network',
      summary: 'Count what an export of the network holds',
      description:
        'The query is that of `GET /api/v1/export`. The rows are counted, no ZIP is made. From `limit` on, the number of events is an estimate, and other numbers are lower bounds.',
      query: {
        limit: countingLimit,
        since: text('As in the export; required.'),
        until: text('As in the export.'),
        model: text('As in the export.'),
        include: text('As in the export.'),
        include_ens: text('As in the export.'),
        network: text('As in the export.'),
      },
      responses: { 200: json('The counts.', 'ExportCounts', examples.counts), ...errors },
    },
  },
  '/sessions/:id/network/users/:user': {
    GET: {
      operationId: 'countUserExport',
      tag: 'network',
      summary: 'Count what the export of a user holds',
      description: 'The query is that of `GET /api/v1/export/users/{user_id}`.',
      query: {
        limit: countingLimit,
        model: text('As in the export.'),
        exclude_files: text('As in the export.'),
      },
      responses: {
        200: json('The counts.', 'ExportCounts', examples.userCounts),
        ...errors,
        404: controlError(
          'There is no session, or no user who can be exported, with this id.',
          'user 1: no such user; /__admin/info lists some',
        ),
      },
    },
  },
  '/sessions/:id/network/uploads/:upload': {
    GET: {
      operationId: 'getUpload',
      tag: 'network',
      summary: 'Get the content of a file',
      description:
        'The content that a user uploaded, by the id of the file. A browser shows texts, pictures and sounds, and saves the rest; nothing in a content can run.',
      query: { version: text('The id of a version. Default: the latest.'), network },
      responses: {
        200: {
          description: 'The content.',
          headers: {
            'content-disposition': {
              description: 'The name of the file; `attachment` when a browser must not show it.',
              schema: { type: 'string' },
            },
            'content-security-policy': {
              description: 'A sandbox: the content has no rights on the page.',
              schema: { type: 'string' },
            },
          },
          content: Object.fromEntries(
            ['text/plain; charset=utf-8', 'image/png', 'audio/wav', 'application/pdf', DOCX].map((type) => [
              type,
              { schema: { type: 'string' }, example: 'The content.' },
            ]),
          ),
        },
        ...errors,
        404: controlError(
          'There is no session, or no file, with this id.',
          'There is no file with this id, not yet, or it was deleted.',
        ),
      },
    },
  },
  '/check': {
    POST: {
      operationId: 'checkExport',
      tag: 'network',
      summary: 'Check an export',
      description:
        'The body is an export ZIP, of this server or of the real service, at most 1 GiB. The check is that of `engage-export check --laws`. Servers that the command line starts have it; `startServer` takes one as `checkExport`. A server checks one export at a time, and ends the check when the client leaves.',
      body: {
        description: 'The export.',
        required: true,
        type: 'application/zip',
        schema: { type: 'string', contentMediaType: 'application/zip' },
        examples: {},
      },
      responses: {
        200: json('The result.', 'CheckedExport', examples.checked),
        400: shared('NoExport'),
        403: shared('Forbidden'),
        413: controlError(
          'The export has more than 1 GiB.',
          'expected an export of at most 1 GiB, got a larger one: use engage-export check.',
        ),
        415: controlError(
          'There is a body, and its type is not `application/zip`.',
          'expected Content-Type: application/zip, got application/json.',
        ),
        429: {
          ...controlError(
            'The server checks another export.',
            'Another export is being checked: try again when it is over.',
          ),
          headers: { 'retry-after': { description: 'Seconds to wait.', schema: { type: 'string' } } },
        },
        501: controlError(
          'The program that started the server gave it no check.',
          'This server was started by a program without the check: use engage-export check --laws FILE.',
        ),
      },
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, OperationSpec>>>>;
