import t from 'tap';
import { commentFaults } from './comments.ts';

t.test('a docstring without a subject and a wide comment are found, by line', async (t) => {
  const wide = `// ${'x'.repeat(120)}`;
  const text = `/** The number of rows. */\n/${'**'} What is kept. */\n/${'**'}\n * So many rows.\n */\n${wide}\nconst a = '${'y'.repeat(120)}';\n`;
  const found = commentFaults('a.ts', text).map((line) => line.replace(/: [^:]*$/, ''));
  t.strictSame(found, [
    'a.ts:2: a docstring without a subject',
    'a.ts:3: a docstring without a subject',
    'a.ts:6',
  ]);
});
