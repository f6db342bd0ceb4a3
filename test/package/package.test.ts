import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import t from 'tap';

const exec = promisify(execFile);

interface Packed {
  readonly files: readonly { readonly path: string }[];
}

t.test('the package contains code and documentation, and nothing else', async (t) => {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { stdout } = await exec(npm, ['pack', '--dry-run', '--json', '--ignore-scripts']);
  const packed: Packed[] = Object.values(JSON.parse(stdout) as Record<string, Packed>);
  const paths = packed.flatMap(({ files }) => files.map(({ path }) => path));
  const wanted =
    /^(?:dist\/(?:conformance|generators|schemas|server)\/.+\.(?:js|d\.ts)|dist\/cli\/(?:[\w-]+\.(?:js(?:\.map)?|cjs)|LICENSES\.txt)|dist\/server\/page\/assets\/(?:index\.html|style-[0-9a-f]+\.css)|docs\/(?:[a-z-]+\.(?:md|schema\.json)|mutants\.json)|examples\/.+\.(?:md|js|mjs|json|yaml|py|java|cs|sh)|completions\/(?:_engage-export|engage-export\.(?:bash|fish))|man\/engage-export\.1|llms\.txt|README\.md|CHANGELOG\.md|SECURITY\.md|LICENSE|package\.json)$/;
  t.same(
    paths.filter((path) => !wanted.test(path)),
    [],
    'nothing that is not wanted',
  );
  for (const folder of ['generators', 'schemas', 'server', 'conformance']) {
    t.ok(paths.includes(`dist/${folder}/index.js`) && paths.includes(`dist/${folder}/index.d.ts`), folder);
  }
  for (const path of [
    'dist/cli/main.js',
    'dist/server/page/assets/index.html',
    'completions/engage-export.bash',
    'man/engage-export.1',
    'llms.txt',
    'docs/fidelity.md',
    'docs/scenarios.md',
    'docs/client-contract.md',
    'docs/client.schema.json',
    'docs/config.schema.json',
    'docs/mutants.json',
    'docs/report.schema.json',
    'examples/node/client.json',
    'README.md',
    'LICENSE',
  ]) {
    t.ok(paths.includes(path), path);
  }
});
