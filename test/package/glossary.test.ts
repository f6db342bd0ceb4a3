import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { terms } from '../../docs/glossary.ts';

t.test('every term of the glossary is at the location on the page', async (t) => {
  for (const [word, { at }] of Object.values(terms).flatMap((words) => Object.entries(words))) {
    const [path = '', name = ''] = at.split('#');
    const text = readFileSync(join(import.meta.dirname, '../..', path), 'utf8');
    const exported = new RegExp(`^export [^;]*\\b${name}\\b`, 'm');
    t.match(text, exported, `${word}: ${at}`);
  }
});
