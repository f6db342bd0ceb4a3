/**
 * Bundles the command and the reference client: a start then reads a few files instead of some hundred. The
 * library is not bundled.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundle = join(root, 'dist', 'cli');
/** The kit starts the reference client for every run of every case. */
const client = join(root, 'dist', 'conformance', 'reference-client');

/**
 * These packages stay where npm installs them: large ones that few commands load, and jsonc-parser, whose
 * CommonJS form finds its files in a way that no bundler follows.
 */
const external = ['archiver', 'cross-spawn', 'jose', 'jsonc-parser', 'node-forge'];

/** @param folder the folder of the bundle. */
const sourcesFor = (folder) => ({
  name: 'sources',
  setup({ onLoad }) {
    // A module looks for the files beside its compiled file, wherever the bundle has its code.
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const compiled = join(root, 'dist', relative(root, path)).replace(/ts$/, 'js');
      const place = JSON.stringify(relative(folder, compiled).replaceAll(sep, '/'));
      const code = await readFile(path, 'utf8');
      const url = `new URL(${place}, import.meta.url).href`;
      return { contents: code.replaceAll('import.meta.url', url), loader: 'ts' };
    });
  },
});

const settings = {
  absWorkingDir: root,
  bundle: true,
  splitting: true,
  chunkNames: '[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external,
  // CommonJS packages in the bundle load the modules of Node with require.
  banner: {
    js: [
      "import { createRequire as bundledRequire } from 'node:module';",
      'const require = bundledRequire(import.meta.url);',
    ].join('\n'),
  },
  sourcemap: true,
  sourcesContent: false,
  // The licences of all packages are in one file instead.
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

const { metafile } = await build({
  ...settings,
  entryPoints: ['cli/main.ts'],
  outdir: bundle,
  plugins: [sourcesFor(bundle)],
});
await build({
  ...settings,
  entryPoints: ['conformance/reference-client/main.ts'],
  outdir: client,
  plugins: [sourcesFor(client)],
  // It loads yauzl, its only package, with require.
  banner: {},
  // It is read beside the compiled files, which have no source maps.
  sourcemap: false,
});

for (const [path, { imports }] of Object.entries(metafile.inputs))
  for (const { kind, path: to } of imports)
    if (kind === 'dynamic-import' && metafile.inputs[to]?.format === 'cjs')
      throw new Error(`${path} imports ${to} with import(), which has no named exports in the bundle.`);

/** Returns the name of a package in the bundle, and its licence. Some packages only name it. */
async function licenceOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? `Licence: ${license}` : await readFile(join(folder, file), 'utf8');
  return `${name} ${version}\n\n${text.trim()}\n`;
}

const packages = Object.keys(metafile.inputs).flatMap(
  (path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [],
);
const licences = await Promise.all([...new Set(packages)].sort().map((path) => licenceOf(join(root, path))));
await writeFile(join(bundle, 'LICENSES.txt'), licences.join(`\n${'-'.repeat(80)}\n\n`));
