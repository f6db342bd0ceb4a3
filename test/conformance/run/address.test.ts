import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import { readClient } from '../../../conformance/client/read.ts';
import type { Address } from '../../../conformance/model/client-description.ts';
import type { CheckResult, ConformanceReport } from '../../../conformance/model/report.ts';
import { runConformance } from '../../../conformance/run-conformance.ts';
import { canEnter, works } from '../../helpers/installed.ts';
import { folder, run } from '../../helpers/run-cli.ts';

const settings = t.testdir({});
process.env.XDG_CONFIG_HOME = settings;
process.env.APPDATA = settings;

const skip = !works('curl', '--version') && 'needs curl';

const place = await folder(t);

/** Writes a script that exports with curl from an address. Resolves to its path. */
async function script(name: string, address: string, { flags = '', token = '$ENGAGE_TOKEN' } = {}) {
  const file = join(place, name);
  await writeFile(
    file,
    `part="$ENGAGE_OUT_DIR/export.part"
curl -fsSL ${flags} -H "Authorization: Bearer ${token}" -G --data-urlencode "since=$ENGAGE_SINCE" -o "$part" "${address}/api/v1/export" \\
  && mv "$part" "$ENGAGE_OUT_DIR/export.zip" && exit 0
rm -f "$part"
echo 'the export failed' >&2
exit 1\n`,
  );
  return file;
}

const literal = await script('literal.sh', 'https://www.yammer.com');

async function reportOf(
  file: string,
  only: readonly string[],
  address: Address = 'proxy',
): Promise<ConformanceReport> {
  const client = readClient({ name: 'c', commands: { network: ['sh', file] }, address });
  return runConformance({ client, only, preflight: false });
}

const checksOf = ({ cases }: ConformanceReport): readonly CheckResult[] =>
  cases.flatMap(({ checks }) => checks);
const verdictsOf = (report: ConformanceReport) =>
  Object.fromEntries(checksOf(report).map(({ id, verdict }) => [id, verdict]));

/** The cases of the comparison: a plain run, a dead service, a fault of the response, a redirect. */
const COMPARED = [
  'request.since',
  'errors.refused-connection',
  'download.cut-mid-member-chunked',
  'safety.redirect-to-another-port',
];
/** The checks that speak of the path and the port of the base URL. */
const ABOUT_ADDRESS = [
  'request.since/keeps-the-base-path',
  'safety.redirect-to-another-port/makes-no-remark:token-on-another-port',
];

t.test('a literal address gets the verdicts of the base URL', { skip, timeout: 120_000 }, async (t) => {
  const flexible = await script('flexible.sh', '$ENGAGE_BASE_URL');
  const expected = verdictsOf(await reportOf(flexible, COMPARED, 'base-url'));
  const wanted = { ...expected, ...Object.fromEntries(ABOUT_ADDRESS.map((id) => [id, 'unsupported'])) };
  t.notSame(wanted, expected);
  t.same(verdictsOf(await reportOf(literal, COMPARED)), wanted, 'proxy');
  if (!canEnter) return t.comment('needs namespaces and the program ip');
  const file = join(place, 'report.json');
  const few = COMPARED.slice(0, 2);
  const only = few.flatMap((id) => ['--only', id]);
  const hosts = ['test', '--address', 'hosts', '--no-preflight', ...only, '-o', file, '--', 'sh', literal];
  t.equal((await run(t, hosts)).code, 0);
  t.match(wanted, verdictsOf(JSON.parse(await readFile(file, 'utf8'))), 'hosts');
});

const CERTIFICATES = ['safety.certificate-*', 'safety.redirect-to-plain-http'];

t.test(
  'a client that verifies certificates passes, and one that does not fails',
  { skip, timeout: 60_000 },
  async (t) => {
    const right = checksOf(await reportOf(literal, CERTIFICATES));
    t.same([right.length, right.filter(({ verdict }) => verdict !== 'passed')], [17, []]);
    const careless = await script('careless.sh', 'https://www.yammer.com', {
      flags: '-k --location-trusted',
    });
    const failed = checksOf(await reportOf(careless, CERTIFICATES)).filter(
      ({ verdict }) => verdict === 'failed',
    );
    for (const id of [
      'safety.certificate-expired/trusts-no-wrong-certificate',
      'safety.certificate-other-name/trusts-no-wrong-certificate',
      'safety.certificate-unknown-authority/trusts-no-wrong-certificate',
      'safety.redirect-to-plain-http/keeps-the-token-encrypted',
    ])
      t.ok(
        failed.some((one) => one.id === id && one.level === 'MUST'),
        id,
      );
    const plain = checksOf(await reportOf(literal, CERTIFICATES, 'base-url'));
    t.ok(plain.every(({ verdict, seen }) => verdict === 'unsupported' && /base URL over HTTP/.test(seen)));
  },
);

const FORM =
  '-d grant_type=client_credentials -d client_id=x -d client_secret=y -d scope=https://www.yammer.com/.default';
const SIGN_IN = `$(curl -sS ${FORM} https://login.microsoftonline.com/common/oauth2/v2.0/token | sed -n 's/.*"access_token":"\\([^"]*\\)".*/\\1/p')`;

t.test(
  'a client that signs in is judged by how it does, and others are not',
  { skip, timeout: 60_000 },
  async (t) => {
    const cases = ['access.sign-in-refused', 'access.token-expired-since-the-last-run', 'access.expired'];
    const signed = await script('signed.sh', 'https://www.yammer.com', { token: SIGN_IN });
    t.same(
      checksOf(await reportOf(signed, cases)).filter(({ verdict }) => verdict !== 'passed'),
      [],
    );
    const telling = await script('telling.sh', 'https://www.yammer.com', {
      token: `$(token=${SIGN_IN}; echo $token >&2; echo $token)`,
    });
    t.match(verdictsOf(await reportOf(telling, ['access.expired'])), {
      'access.expired/keeps-the-token-to-itself': 'failed',
    });
    const given = checksOf(await reportOf(literal, ['access.sign-in-refused']));
    t.ok(given.every(({ verdict, seen }) => verdict === 'unsupported' && /no request to sign in/.test(seen)));
  },
);

t.test(
  'the trial run says why a client with a literal address is not reached',
  { timeout: 60_000 },
  async (t) => {
    const trial = async (argv: readonly string[], env = {}) =>
      runConformance({
        client: readClient({ name: 'c', commands: { network: argv }, address: 'proxy', env }),
        only: ['errors.status-500'],
      });
    const ignoring = [process.execPath, '-e', 'process.exitCode = 1'];
    await t.rejects(trial(ignoring), /request for https:\/\/www\.yammer\.com\/api.*"address": "hosts"/s);
    if (skip) return;
    await t.rejects(trial(['sh', literal], { CURL_CA_BUNDLE: '/dev/null' }), /engage-export ca prints/);
    const own = await script('own.sh', 'https://www.yammer.com', { token: 'my-own-token' });
    await t.rejects(trial(['sh', own]), /must be verified-admin/);
    const known = await script('known.sh', 'https://www.yammer.com', { token: 'verified-admin' });
    t.match(verdictsOf(await reportOf(known, ['access.expired'])), {
      'access.expired/says-how-it-ended': 'passed',
      'access.expired/keeps-the-token-to-itself': 'unsupported',
    });
  },
);
