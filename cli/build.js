/**
 * Bundles the command and the reference client: a start then reads a few files instead of some hundred. The
 * library is not bundled.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundle = join(root, 'dist', 'cli');
/** The kit starts the reference client for every run of every case. */
const CLIENT = 'conformance/reference-client/main.ts';
const client = join(root, 'dist', dirname(CLIENT));

/**
 * These packages stay where npm installs them: large ones that few commands load, and jsonc-parser, whose
 * CommonJS form finds its files in a way that no bundler follows.
 */
const external = ['archiver', 'cross-spawn', 'jose', 'jsonc-parser', 'node-forge'];

/**
 * The modules that a server needs before its first response. With all that they import they are three files:
 * what every command needs, what others need, too, and the server.
 */
const beforeFirstResponse = [
  'cli/serve.ts',
  'schemas/text.ts',
  'server/routes/access-log.ts',
  'server/routes/app.ts',
  'server/sessions/read-options.ts',
  'server/tls/authority.ts',
];
/** A command that starts a server only after it has done something else. */
const otherCommand = 'cli/run.ts';

/** Fastify requires these in functions that no start calls. Each has a file of its own, read only then. */
const later = [
  '@fastify/ajv-compiler',
  '@fastify/fast-json-stringify-compiler',
  '@fastify/proxy-addr',
  'light-my-request',
  'pino',
  'semver',
];
/** Fastify requires these at once, by these names in its modules, although no start calls them. */
const requiredEarly = {
  'fastify/lib/plugin-utils.js': ['semver'],
  'fastify/lib/request.js': ['proxyAddr'],
  'fastify/lib/server.js': ['https', 'http2'],
};

const nameOf = (path) => relative(root, path).replaceAll(sep, '/');
const fileOf = (name) => `later-${name.replaceAll(/\W+/g, '-')}.cjs`;

/** @param folder the folder of the bundle. */
const sourcesFor = (folder) => ({
  name: 'sources',
  // A module looks for the files beside its compiled file, wherever the bundle has its code.
  async load(path) {
    if (!path.endsWith('.ts')) return null;
    const compiled = join(root, 'dist', nameOf(path)).replace(/ts$/, 'js');
    const place = JSON.stringify(relative(folder, compiled).replaceAll(sep, '/'));
    const code = await readFile(path, 'utf8');
    const url = `new URL(${place}, import.meta.url).href`;
    return { code: code.replaceAll('import.meta.url', url), moduleType: 'ts' };
  },
});

const laterFiles = {
  name: 'later',
  resolveId: (source) =>
    later.includes(source) ? { id: `./${fileOf(source)}`, external: 'relative' } : null,
  async load(path) {
    const names = requiredEarly[nameOf(path).replace(/^node_modules\//, '')];
    return names === undefined ? null : names.reduce(requireWhereUsed, await readFile(path, 'utf8'));
  },
};

/** Returns the code of a CommonJS module with `require(…)` in each place that uses a name. */
function requireWhereUsed(code, name) {
  const [declaration, required] = new RegExp(`^const ${name} = (require\\(.+\\))$`, 'm').exec(code) ?? [];
  if (declaration === undefined)
    throw new Error(`expected a module that requires ${name}, got another fastify.`);
  return code.replace(declaration, '').replaceAll(new RegExp(`(?<![\\w.])${name}(?=\\.)`, 'g'), required);
}

/** The modules of each file that a start reads: of every command, of several, and of the server. */
const start = { program: new Set(), command: new Set(), server: new Set() };
const startFiles = withClosures((closure) => {
  const program = closure('cli/main.ts');
  const other = closure(otherCommand);
  for (const id of closure('cli/main.ts', ...beforeFirstResponse))
    start[program.has(id) ? 'program' : other.has(id) ? 'command' : 'server'].add(id);
  start.program.delete(join(root, 'cli/main.ts'));
});

/** The modules that the reference client needs in every run. */
const clientStart = new Set();
const clientFile = withClosures((closure) => {
  for (const id of closure(CLIENT)) clientStart.add(id);
  clientStart.delete(join(root, CLIENT));
});

/** Returns a plugin that looks at modules, by the names of files: each with all that it imports at once. */
function withClosures(look) {
  return {
    name: 'closures',
    buildEnd() {
      const infoOf = (id) => this.getModuleInfo(id);
      look((...names) =>
        closureOf(
          names.map((name) => join(root, name)),
          infoOf,
        ),
      );
    },
  };
}

/** Returns the ids of modules and of all that they import at once. */
function closureOf(ids, infoOf) {
  const found = new Set();
  const add = (id) => {
    const { isExternal, importedIds } = infoOf(id);
    if (isExternal || found.has(id)) return;
    found.add(id);
    importedIds.forEach(add);
  };
  ids.forEach(add);
  return found;
}

const settings = {
  cwd: root,
  platform: 'node',
  transform: { target: 'node20.19' },
  // Of a module that one module imports at once and another one later.
  checks: { ineffectiveDynamicImport: false },
  logLevel: 'warn',
};
/** The licences of all packages are in one file instead. */
const comments = { legal: false };

const { output } = await build({
  ...settings,
  input: 'cli/main.ts',
  external,
  plugins: [sourcesFor(bundle), laterFiles, startFiles],
  output: {
    dir: bundle,
    chunkFileNames: '[name]-[hash].js',
    sourcemap: true,
    sourcemapExcludeSources: true,
    comments,
    codeSplitting: {
      groups: [
        // A file of a later group would take what its modules import with it.
        { name: 'program', test: (id) => start.program.has(id), priority: 3 },
        { name: 'command', test: (id) => start.command.has(id), priority: 2 },
        { name: 'server', test: (id) => start.server.has(id), priority: 1 },
      ],
    },
  },
});
const laterBuilds = await Promise.all(
  later.map((name) =>
    build({
      ...settings,
      input: fileURLToPath(import.meta.resolve(name)),
      output: { file: join(bundle, fileOf(name)), format: 'cjs', comments },
    }),
  ),
);
await build({
  ...settings,
  input: CLIENT,
  plugins: [sourcesFor(client), clientFile],
  output: {
    dir: client,
    chunkFileNames: 'chunk-[name]-[hash].js',
    comments,
    codeSplitting: { groups: [{ name: 'start', test: (id) => clientStart.has(id) }] },
  },
});

/** Returns the name of a package in the bundle, and its licence. Some packages only name it. */
async function licenceOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? `Licence: ${license}` : await readFile(join(folder, file), 'utf8');
  return `${name} ${version}\n\n${text.trim()}\n`;
}

const chunks = [output, ...laterBuilds.map((result) => result.output)].flat();
const paths = chunks.flatMap(({ moduleIds = [] }) => moduleIds);
const packages = paths.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []);
const licences = await Promise.all([...new Set(packages)].sort().map(licenceOf));
await writeFile(join(bundle, 'LICENSES.txt'), licences.join(`\n${'-'.repeat(80)}\n\n`));
