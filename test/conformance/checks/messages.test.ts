import t from 'tap';
import { exitChecks } from '../../../conformance/checks/exit.ts';
import { demandOf } from '../../../conformance/checks/judge.ts';
import { facts, messageChecks } from '../../../conformance/checks/messages.ts';
import type { CheckSpec } from '../../../conformance/model/check.ts';
import type { RunObservation } from '../../../conformance/model/observation.ts';

const values = {
  base_url: 'http://127.0.0.1:4010',
  out_dir: '/sandbox/out',
  state_dir: '/sandbox/state',
  token: 'verified-admin.secret',
};

/** A run that printed this, after responses with these statuses. */
function runWith(stderr: string, statuses: readonly number[] = [], ends = ['failed']): RunObservation {
  const stream = (text: string) => ({ text, bytes: Buffer.byteLength(text) });
  return {
    run: { ends },
    values,
    process: { stderr: stream(stderr), stdout: stream('') },
    exchanges: statuses.map((status) => ({ response: { status } })),
  } as unknown as RunObservation;
}

function judge(of: string, seen: RunObservation, before: readonly RunObservation[] = []) {
  const spec = { check: 'tells-of', of } as CheckSpec;
  return messageChecks['tells-of'].judge(seen, spec, { runs: [...before, seen] });
}

t.test('each word that a message check names is enough', async (t) => {
  for (const [of, { words, clause }] of Object.entries(facts)) {
    t.match(demandOf({ check: 'tells-of', of } as CheckSpec), `The message says ${clause}.`);
    const statuses: Readonly<Record<string, number>> = {
      'refused-token': 401,
      'refused-network': 403,
      'refused-parameter': 400,
      'not-found': 404,
      'server-error': 503,
      'too-many-requests': 429,
    };
    const status = statuses[of];
    const given = status === undefined ? [] : [status];
    for (const word of [...words, ...given.map(String)]) {
      t.match(judge(of, runWith(`export failed: ${word}`, given)), { verdict: 'passed' }, `${of}: ${word}`);
    }
    const { verdict, expected, seen } = judge(of, runWith('it did not work', given)) as Record<
      string,
      string
    >;
    t.equal(verdict, 'failed', of);
    for (const word of [...words, ...given.map(String)]) t.match(expected, word);
    t.equal(seen, 'printed "it did not work"');
  }
});

t.test('a failed message check quotes what was printed, cut and without secrets', async (t) => {
  const expected = 'a message that says that Groups.csv is missing, with the word Groups';
  t.same(judge('Groups', runWith(' \n')), { verdict: 'failed', expected, seen: 'nothing was printed' });
  t.same(judge('Groups', runWith('two\n  lines\twith  spaces')), {
    verdict: 'failed',
    expected,
    seen: 'printed "two lines with spaces"',
  });
  const { seen = '' } = judge('Groups', runWith('long '.repeat(1000))) as Record<string, string>;
  t.match(seen, /^printed "long .*…"$/);
  t.ok(seen.length < 220, `${seen.length} characters`);
  const secret = judge('Groups', runWith('Authorization: Bearer abcdefghijklmnop0123456789')) as {
    seen: string;
  };
  t.notMatch(secret.seen, 'abcdefghijklmnop0123456789');
});

t.test('a line that is printed on success too does not count, and the finding says so', async (t) => {
  const line = 'reads Messages and Groups';
  const before = runWith(line, [200], ['complete']);
  t.match(judge('Groups', runWith(line), [before]), {
    verdict: 'failed',
    seen: `printed "${line}", as in a run that succeeds`,
  });
  t.match(judge('Groups', runWith(`${line}\nGroups is missing`), [before]), { verdict: 'passed' });
});

t.test('a message with every cause names none, and the finding lists the others', async (t) => {
  const all = '401 unauthorized, 403 forbidden, 404 not found, 429 too many requests, disk full';
  t.match(judge('refused-token', runWith(all, [401])), {
    verdict: 'failed',
    expected:
      /^a message that says that the service refused the token, with one of: 401, .*, and no other cause$/,
    seen: /^a message that also names a network out of reach, .*: printed "401 unauthorized/,
  });
});

t.test('a client that never got the status of the cause is not judged', async (t) => {
  t.same(judge('server-error', runWith('no idea', [429])), {
    verdict: 'unsupported',
    why: 'The client received no response that it could report with this message.',
  });
});

t.test('a missing error message shows how little was printed', async (t) => {
  const told = (text: string) => exitChecks['tells-why'].judge(runWith(text));
  t.match(told('no'), {
    verdict: 'failed',
    seen: 'printed "no"',
    expected: /^a message of at least 8 characters/,
  });
  t.match(told(''), { verdict: 'failed', seen: 'nothing was printed' });
  t.match(told('HTTP 500 from the service'), { verdict: 'passed' });
});

t.test('the demands of checks with a parameter are sentences in words', async (t) => {
  const demand = (check: CheckSpec['check'], of: string) => demandOf({ check, of } as CheckSpec);
  t.equal(
    demand('makes-no-remark', 'raw-plus'),
    'No request has this fault: a plus sign that is not encoded.',
  );
  t.equal(demand('asks-so-often', '1'), 'The run makes 1 request for the same export.');
  t.equal(demand('asks-so-often', '1-3'), 'The run makes 1 to 3 requests for the same export.');
  t.equal(demand('asks-for', 'until'), 'The requests of the run together ask for the given until.');
});
