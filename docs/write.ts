import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pages } from './pages.ts';

for (const [name, text] of Object.entries(pages)) {
  writeFileSync(new URL(name, import.meta.url), text());
  console.log(`wrote ${join('docs', name)}`);
}
