import { readFileSync, writeFileSync } from 'node:fs';
import { pages } from './pages.ts';
import { freshReadme } from './readme/fresh.ts';

for (const [name, text] of Object.entries(pages)) {
  writeFileSync(new URL(name, import.meta.url), text());
  console.log(`wrote docs/${name}`);
}

const readme = new URL('../README.md', import.meta.url);
writeFileSync(readme, await freshReadme(readFileSync(readme, 'utf8')));
console.log('wrote the outputs in README.md');
