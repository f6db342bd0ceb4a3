import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pages } from './pages.ts';
import { freshReadme } from './readme/fresh.ts';

for (const [name, text] of Object.entries(pages)) {
  const place = new URL(name, import.meta.url);
  const page = await text();
  // A file that stays as it is stays older than what was built from it.
  if (existsSync(place) && readFileSync(place, 'utf8') === page) continue;
  writeFileSync(place, page);
  console.log(`wrote ${join('docs', name)}`);
}

const readme = new URL('../README.md', import.meta.url);
const before = readFileSync(readme, 'utf8');
const after = await freshReadme(before);
if (after !== before) {
  writeFileSync(readme, after);
  console.log('wrote the outputs in README.md');
}
