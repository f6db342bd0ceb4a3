import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import { cases } from '../../../conformance/cases/index.ts';
import { createRunner } from '../../../conformance/client/runner/create-runner.ts';
import type { FunctionClient } from '../../../conformance/index.ts';
import type { ReferenceParts } from '../../../conformance/reference-client/parts.ts';
import { referenceParts } from '../../../conformance/reference-client/reference-parts.ts';
import { serviceAddress } from '../../../conformance/run/address/service-address.ts';
import { caseAttemptOf } from '../../../conformance/run/case-result.ts';
import { runCase } from '../../../conformance/run/run-case.ts';
import { makeSandbox } from '../../../conformance/sandbox/sandbox.ts';
import { startServer } from '../../../server/index.ts';
import { referenceWith } from '../../helpers/reference-client/as-function.ts';
import { type Habits, rowsClient } from '../../helpers/rows-client.ts';

const right = referenceParts;

/** The reference client with some parts replaced and short waits. */
const clientWith = (parts: Partial<ReferenceParts>): FunctionClient =>
  referenceWith(parts, ['--stall-limit', '1', '--retry-wait', '0.02']);

const server = await startServer({ size: 'tiny' });
t.teardown(() => server[Symbol.asyncDispose]());

/** The ids of the checks of some cases that a client does not pass, except unsupported ones. */
async function failedBy(made: FunctionClient, only: readonly string[]): Promise<readonly string[]> {
  const { client, runner } = await createRunner(made);
  await using address = await serviceAddress({ server, client });
  const kit = { server, client, runner, address, signal: new AbortController().signal };
  const chosen = cases.filter(({ id }) => only.includes(id));
  t.equal(chosen.length, only.length, `the cases ${only.join(', ')} exist`);
  const taken = await Promise.all(
    chosen.map(async (one) => {
      await using sandbox = await makeSandbox();
      return caseAttemptOf(one, await runCase(one, kit, sandbox), performance.now());
    }),
  );
  return taken
    .flatMap(({ result }) => result.checks)
    .filter(({ verdict }) => verdict !== 'passed' && verdict !== 'unsupported')
    .map(({ id }) => id);
}

/** The ids of the cases of these checks. */
function casesOf(checks: readonly string[]): readonly string[] {
  return [...new Set(checks.map((id) => id.slice(0, id.indexOf('/'))))];
}

/** The reference client with one mistake, and the checks that find it. */
interface Broken {
  readonly does: string;
  readonly client: FunctionClient;
  readonly fails: readonly string[];
}

/** The part of a client that changes the URL of the request. */
const request = (change: (address: string) => string): Partial<ReferenceParts> => ({
  buildRequest: (...given) => {
    const built = right.buildRequest(...given);
    return { ...built, url: new URL(change(built.url.href)) };
  },
});

const headers = (more: Record<string, string>): Partial<ReferenceParts> => ({
  buildRequest: (...given) => {
    const built = right.buildRequest(...given);
    return { ...built, headers: { ...built.headers, ...more } };
  },
});

/** The parts of a client that accepts every response as a complete export. */
const careless: Partial<ReferenceParts> = {
  verifyArchive: async () => ({ members: new Set(), csvs: [], texts: new Map() }),
  readLog: () => ({ missing: [], notes: [] }),
  readTables: () => ({ missing: [], notes: [] }),
};

const silent: Partial<ReferenceParts> = { report: (_, print) => print('stderr', 'something went wrong') };

const broken: readonly Broken[] = [
  {
    does: 'drops the path of the base URL',
    client: clientWith(request((url) => url.replace(/\/s\/\w+/, ''))),
    fails: ['request.since/keeps-the-base-path'],
  },
  {
    does: 'accepts only JSON and sends no User-Agent',
    client: clientWith(headers({ accept: 'application/json', 'user-agent': '' })),
    fails: ['request.since/accepts-a-zip', 'request.since/makes-no-remark:no-user-agent'],
  },
  {
    does: 'does not encode values',
    client: clientWith(request(decodeURIComponent)),
    fails: ['request.encoded-values/sends-as-meant:network'],
  },
  {
    does: 'does not print the cause',
    client: clientWith(silent),
    fails: [
      'access.expired/tells-of:refused-token',
      'errors.status-400/tells-of:refused-parameter',
      'errors.unknown-user/tells-of:not-found',
      'partial.several/tells-of:Groups',
    ],
  },
  {
    does: 'accepts every status below 300',
    client: clientWith({
      ...careless,
      decideOnAnswer: (answer) => (answer.status < 300 ? { next: 'receive' } : right.decideOnAnswer(answer)),
    }),
    fails: [
      'errors.status-204/keeps-no-false-export',
      'archive.duplicate-name-other/keeps-what-it-says',
      'attachments.missing-silently/says-how-it-ended',
      'rows.zero-bytes/says-how-it-ended',
    ],
  },
  {
    does: 'saves a gzip body without decoding it',
    client: clientWith({
      ...careless,
      receive: (answer, ...given) => right.receive({ ...answer, headers: {} }, ...given),
    }),
    fails: ['download.gzip-encoding/keeps-what-it-says'],
  },
  {
    does: 'leaves unfinished files',
    client: clientWith({
      receive: async (answer, file, waiting) => {
        await right.receive(answer, `${file}-${performance.now()}`, waiting);
      },
    }),
    fails: ['download.cut-mid-member-chunked/leaves-nothing-unfinished'],
  },
  {
    does: 'removes a partial export',
    client: clientWith({
      publish: async (file, ended, place) =>
        ended === 'complete' ? right.publish(file, ended, place) : file,
    }),
    fails: ['partial.model-missing/keeps-the-export'],
  },
  {
    does: 'sends the token to the target of a redirect',
    client: clientWith({
      send: async (request, waiting) => {
        const { url, token } = request;
        const response = await fetch(url, {
          redirect: 'manual',
          headers: { authorization: `Bearer ${token}` },
        });
        const to = new URL(response.headers.get('location') ?? url.href, url);
        return right.send({ ...request, url: to }, waiting);
      },
    }),
    fails: ['safety.redirect-to-another-host/makes-no-remark:token-on-another-host'],
  },
  {
    does: 'writes outside its folders',
    client: clientWith({
      publish: async (file, ended, place) => {
        await writeFile(join(place.out, '../outside.txt'), 'x');
        return right.publish(file, ended, place);
      },
      verifyArchive: careless.verifyArchive ?? right.verifyArchive,
    }),
    fails: ['safety.traversal-name/writes-nowhere-else'],
  },
  {
    does: 'gives up at the first 429',
    client: clientWith({
      decideOnAnswer: ({ status }) =>
        status === 200 ? { next: 'receive' } : { next: 'fail', why: `${status}` },
    }),
    fails: ['limits.second-export/keeps-the-export'],
  },
];

t.test('each mistake fails the check that is for it', async (t) => {
  for (const { does, client, fails } of broken) {
    const failed = await failedBy(client, casesOf(fails));
    for (const id of fails) t.ok(failed.includes(id), `a client that ${does} fails ${id}`);
  }
});

t.test('a client that writes rows passes, whatever the rows contain', async (t) => {
  const only = [
    'rows.line-breaks',
    'rows.ids-beyond-2-53',
    'rows.duplicates',
    'rows.extra-first-column',
    'rows.no-rows',
    'attachments.non-ascii-name',
    'attachments.csv-attachment',
  ];
  t.same(await failedBy(rowsClient('rows'), only), []);
});

const changedRows: readonly (readonly [habits: Habits, ...fails: string[]])[] = [
  [{ charset: 'latin1' }, 'rows.crlf/keeps-what-it-says'],
  [{ keepsMark: true }, 'rows.byte-order-mark/keeps-what-it-says'],
  [{ splitsLines: true }, 'rows.line-breaks/keeps-the-export'],
  [{ byPosition: true }, 'rows.extra-first-column/keeps-the-export'],
  [{ roundsIds: true }, 'rows.ids-beyond-2-53/keeps-the-export'],
  [{ failsWhenEmpty: true }, 'rows.no-rows/says-how-it-ended'],
  [{ dropsUnknownSenders: true }, 'rows.unresolved-reference/keeps-the-export'],
  // A row that was served twice may be kept twice; keeping it once is a SHOULD.
  [{ keepsDoubles: true }, 'rows.duplicates/keeps-each-row-once:Messages'],
];

t.test('lost and changed rows are found', async (t) => {
  for (const [habits, ...fails] of changedRows) {
    const failed = await failedBy(rowsClient('changing', habits), casesOf(fails));
    t.same(failed, fails, JSON.stringify(habits));
  }
});
