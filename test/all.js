import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/*
 * Runs all tests from bundles: a test loads some larger files instead of up to 700 modules, and takes a
 * second less. Needs `dist`. `npm run test:one` runs the sources of single tests.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BUNDLES = join(ROOT, '.tests');
/**
 * Most of what a test makes is garbage at once, and most of its code runs too seldom to repay a compilation.
 * A larger young generation and a later compiler save a tenth of the CPU time.
 */
const SHORT_LIVED = ['--min-semi-space-size=16', '--interrupt-budget=400000'];
const PRODUCT = /^(?:cli|server|generators|schemas|conformance)\//;

/**
 * In a bundle, `import.meta` still says where a module is: a test finds its fixtures, and the product, which
 * starts programs beside itself, finds the compiled ones.
 */
const originalPlaces = {
  name: 'original-places',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const name = relative(ROOT, path).replaceAll(sep, '/');
      const place = join(ROOT, PRODUCT.test(name) ? `dist/${name.slice(0, -3)}.js` : name);
      const contents = source
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(place).href))
        .replaceAll('import.meta.dirname', JSON.stringify(join(place, '..')));
      return { contents, loader: 'ts' };
    });
  },
};

process.exitCode = await main(process.argv.slice(2));

/** Bundles the tests and runs them. Resolves to the exit code of tap, which gets these arguments, too. */
async function main(args) {
  rmSync(BUNDLES, { recursive: true, force: true });
  const names = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' });
  const tests = names.filter((name) => name.endsWith('.test.ts')).sort();
  await build({
    entryPoints: tests.map((name) => join(ROOT, 'test', name)),
    outbase: join(ROOT, 'test'),
    outdir: BUNDLES,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[hash]',
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    plugins: [originalPlaces],
    logLevel: 'warning',
  });
  const tap = join(ROOT, 'node_modules/tap/dist/esm/run.mjs');
  const nodeArgs = ['--enable-source-maps', ...SHORT_LIVED, '--import=./test/setup.js'].map(
    (arg) => `--node-arg=${arg}`,
  );
  const files = tests.map((name) => join(BUNDLES, name.replace(/\.ts$/, '.js')));
  const child = spawn(process.execPath, [tap, 'run', ...nodeArgs, ...args, ...files], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}
