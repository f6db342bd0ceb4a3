import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY_MS } from '../../schemas/durations.ts';
import { type ReferenceOptions, readArguments } from '../reference-client/options.ts';
import { send } from '../reference-client/send.ts';
import { recall, remember } from '../reference-client/watermark.ts';
import { type Mutant, type MutantCall, NEED_A_PROCESS } from './mutant.ts';

/** The options as if the run asked for everything. */
function withoutSelection(options: ReferenceOptions): ReferenceOptions {
  return { ...options, models: [], networks: [] };
}

/** All causes in one sentence. */
const EVERYTHING =
  'Error: 400 401 403 404 429 500 503: token expired, network forbidden, user not found, model not supported, too many requests, server error, connection refused, HTML in place of a ZIP, disk full, folder missing, or Messages, Groups or attachments missing.';

/** A line for each cause. */
const WARNINGS = [
  'Is the token of a verified admin?',
  'Is access to the network denied?',
  'Is the model one that is supported?',
  'Is there no such user, or has the server failed?',
  'Were there too many requests?',
  'Is it no ZIP, or has the connection been refused?',
  'Is the folder there?',
  'Are Messages, Groups or an attachment missing?',
] as const;

const outOf = ({ args }: MutantCall): string => readArguments(args).out;

/** The mutants that report the wrong thing, remember it, or leave it in the wrong place. */
export const wordMutants: readonly Mutant[] = [
  {
    name: 'liar',
    does: 'Always exits with 0.',
    run: async (_, asReference) => {
      await asReference();
      return 0;
    },
    in: [
      'access',
      'errors',
      'download',
      'archive',
      'rows',
      'partial',
      'attachments',
      'windows',
      'sequences',
      'limits',
      'safety',
    ],
  },
  {
    name: 'pessimist',
    does: 'Always exits with 1.',
    run: async (_, asReference) => {
      await asReference();
      return 1;
    },

    processes: NEED_A_PROCESS,
  },
  {
    name: 'silent',
    does: 'Prints nothing.',
    run: (_, asReference) => asReference({ print: () => undefined }),
    in: ['access', 'errors', 'download', 'archive', 'partial', 'windows', 'limits'],
  },
  {
    name: 'mumbler',
    does: 'Prints that something went wrong, but not what.',
    parts: { report: (_, print) => print('stderr', 'Something went wrong.') },
    in: ['access', 'errors', 'partial', 'limits'],
  },
  {
    name: 'constant-message',
    does: 'Prints one sentence with all possible causes at every failure.',
    parts: {
      report: ({ ended, file }, print) => {
        if (file !== undefined) print('stdout', file);
        if (ended === 'failed' || ended === 'partial') print('stderr', EVERYTHING);
      },
    },
    in: ['access', 'errors', 'partial', 'limits.always'],
  },
  {
    name: 'messages-on-success',
    does: 'Prints the same warnings whether the export succeeds or fails.',
    parts: {
      report: ({ file }, print) => {
        if (file !== undefined) print('stdout', file);
        for (const line of WARNINGS) print('stderr', line);
      },
    },
    in: ['access', 'errors', 'partial', 'limits.always'],
  },
  {
    name: 'talker',
    does: 'Prints its request with the token in it.',
    run: (call, asReference) => {
      call.print('stderr', `GET ${call.args[1]} with Authorization: Bearer ${call.env.ENGAGE_TOKEN}`);
      return asReference();
    },

    in: ['request', 'access', 'errors', 'download.reset-*', 'safety'],
    processes: NEED_A_PROCESS,
  },
  {
    name: 'note-taker',
    does: 'Writes a log that contains the token beside the export.',
    run: async (call, asReference) => {
      await writeFile(join(outOf(call), 'debug.log'), `Authorization: Bearer ${call.env.ENGAGE_TOKEN}\n`);
      return asReference();
    },
    in: ['request'],
  },
  {
    name: 'opens-first',
    does: 'Creates the file of the export before the request, and leaves it when nothing arrives.',
    run: async (call, asReference) => {
      const out = outOf(call);
      await writeFile(join(out, `export-${(await readdir(out)).length}.zip`), '');
      return asReference();
    },
    in: ['access', 'errors', 'download', 'archive', 'windows', 'limits'],
    processes: ['windows.killed-*'],
  },
  {
    name: 'stray-writer',
    does: 'Leaves a copy of its settings outside its folders.',
    run: async (call, asReference) => {
      await writeFile(join(outOf(call), '..', '..', 'settings.json'), JSON.stringify(call.args.slice(4)));
      return asReference();
    },

    in: ['request', 'safety'],
    processes: NEED_A_PROCESS,
  },
  {
    name: 'moves-anyway',
    does: 'Moves its watermark forward when the export failed.',
    run: async ({ args }, asReference) => {
      const options = readArguments(args);
      if (options.operation !== 'resume') return asReference();
      const code = await asReference();
      const before = await recall(options);
      if (before !== undefined && code !== 0)
        await remember(options, { since: before, until: before + DAY_MS });
      return code;
    },
    in: ['windows', 'sequences'],
  },
  {
    name: 'forgetter',
    does: 'Stores no watermark and starts from the beginning in every run.',
    parts: { recall: async () => undefined },
    in: ['windows', 'sequences'],
    processes: ['windows.killed-*'],
  },
  {
    name: 'selection-blind',
    does: 'Has one watermark, whatever models and networks a run asks for.',
    parts: {
      recall: (options) => recall(withoutSelection(options)),
      intend: async () => undefined,
      remember: (options, coverage) => remember(withoutSelection(options), coverage),
    },
    in: ['windows'],
  },
  {
    name: 'early-mover',
    does: 'Moves its watermark forward before the request.',
    run: async ({ args }, asReference) => {
      const options = readArguments(args);
      if (options.operation !== 'resume') return asReference();
      const since = (await recall(options)) ?? options.since ?? 0;
      return asReference({
        parts: {
          recall: async () => since,
          send: async (...given) => {
            await remember(options, { since, until: since + DAY_MS });
            return send(...given);
          },
        },
      });
    },
    in: ['windows', 'sequences'],
    processes: ['windows.killed-*'],
  },
];
