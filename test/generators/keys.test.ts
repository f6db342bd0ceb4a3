import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { derivedKey } from '../../generators/hash.ts';

const root = new URL('../../generators/', import.meta.url).pathname;
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('attachments') && !name.startsWith('text'))
  .map((name) => ({ name, code: readFileSync(join(root, name), 'utf8') }));

t.test(
  'a key is derived from the name of its purpose, never from a number or a place in a table',
  async (t) => {
    for (const { name, code } of sources) {
      t.notMatch(code, /\bkeys?\b(\.\w+)? \^/, `${name} changes no key by hand`);
      t.notMatch(code, /mix\((this\.#|input\.|facts\.)?key, \d/, `${name} numbers no key`);
    }
  },
);

t.test('two purposes of a key have nothing in common', async (t) => {
  const purposes = sources.flatMap(({ code }) => [...code.matchAll(/derivedKey\([^,]+, '([^']+)'\)/g)]);
  t.ok(purposes.length > 15, 'the purposes are found');
  const keys = new Set(purposes.map(([, purpose]) => derivedKey(7, purpose as string)));
  t.equal(keys.size, new Set(purposes.map(([, purpose]) => purpose)).size);
});
