import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/*
 * Bundles the page into `dist/server/page/assets`: one script, one style sheet, and the document that names
 * them. The names of script and style sheet contain their digests. `npm run build` runs it.
 */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ASSETS = join(ROOT, 'dist/server/page/assets');

const { outputFiles } = await build({
  entryPoints: { page: join(ROOT, 'server/page/main.tsx'), style: join(ROOT, 'server/page/style/main.css') },
  outdir: ASSETS,
  bundle: true,
  minify: true,
  write: false,
  format: 'esm',
  platform: 'browser',
  target: ['es2022', 'chrome100', 'firefox100', 'safari15.4'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning',
});

rmSync(ASSETS, { recursive: true, force: true });
mkdirSync(ASSETS, { recursive: true });
const names = outputFiles.map(({ path, contents }) => {
  const digest = createHash('sha256').update(contents).digest('hex').slice(0, 12);
  const { name: base, ext } = parse(path);
  const name = `${base}-${digest}${ext}`;
  writeFileSync(join(ASSETS, name), contents);
  return name;
});
const [script, style] = ['.js', '.css'].map((ending) => names.find((name) => name.endsWith(ending)));
writeFileSync(
  join(ASSETS, 'index.html'),
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Engage export mock</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/__admin/page/${style}">
<script type="module" src="/__admin/page/${script}"></script>
</head>
<body>
<noscript>This page needs scripts. The control API at /__admin/info and the command engage-export do without.</noscript>
</body>
</html>
`,
);
