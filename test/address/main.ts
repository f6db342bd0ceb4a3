/**
 * Compares the verdicts on a client with the address of the service in its source with those on the same
 * client with `{base_url}`, in all cases:
 *
 *     npm run address                      through the proxy, and in a namespace (Linux)
 *     npm run address -- --only download   some cases
 *
 * It needs curl and the compiled kit. Ends with 1 when a verdict differs, except those about the path and the
 * port of a base URL and those of cases that need HTTPS. It takes some minutes.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { ConformanceReport } from '../../conformance/index.ts';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
/** The checks that speak of the path and the port of the base URL. */
const ABOUT_ADDRESS = /\/(?:keeps-the-base-path|makes-no-remark:token-on-another-port)$/;
/** The cases that need the address of the service. */
const NEED_HTTPS = /^safety\.(?:certificate-|redirect-to-plain-http)/;

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
const folder = await mkdtemp(join(tmpdir(), 'engage-address-test-'));

/** Writes a script that exports with curl. Resolves to its path. */
async function script(name: string, address: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(
    file,
    `part="$ENGAGE_OUT_DIR/export.part"
curl -fsSL --max-time 20 -H "Authorization: Bearer $ENGAGE_TOKEN" -G --data-urlencode "since=$ENGAGE_SINCE" -o "$part" "${address}/api/v1/export" \\
  && mv "$part" "$ENGAGE_OUT_DIR/export.zip" && exit 0
rm -f "$part"
echo 'the export failed' >&2
exit 1\n`,
  );
  return file;
}

/** The verdicts on a script, by the ids of the checks. */
async function verdictsOf(file: string, address: string): Promise<ReadonlyMap<string, string>> {
  const report = join(folder, `${address}.json`);
  const only = (values.only ?? []).flatMap((id) => ['--only', id]);
  const flags = ['--address', address, '--no-preflight', ...only, '-o', report];
  const { status } = spawnSync(process.execPath, [MAIN, 'test', ...flags, '--', 'sh', file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0 && status !== 1)
    throw new Error(`expected a report by ${address}, got exit code ${status}.`);
  const { cases }: ConformanceReport = JSON.parse(await readFile(report, 'utf8'));
  return new Map(cases.flatMap(({ checks }) => checks.map(({ id, verdict }) => [id, verdict])));
}

try {
  const expected = await verdictsOf(await script('flexible.sh', '$ENGAGE_BASE_URL'), 'base-url');
  const literal = await script('literal.sh', 'https://www.yammer.com');
  const ways = process.platform === 'linux' ? ['proxy', 'hosts'] : ['proxy'];
  for (const way of ways) {
    const seen = await verdictsOf(literal, way);
    const other = [...expected].filter(([id, verdict]) => seen.get(id) !== verdict);
    const wrong = other.filter(([id]) => !(ABOUT_ADDRESS.test(id) || NEED_HTTPS.test(id)));
    for (const [id, verdict] of wrong)
      console.log(`✗ ${id}: ${verdict} with a base URL, ${seen.get(id)} by ${way}`);
    console.log(`${way}: ${expected.size} checks, ${other.length} other verdicts, ${wrong.length} problems`);
    if (wrong.length > 0) process.exitCode = 1;
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
