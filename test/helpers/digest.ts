/* Prints a digest of every file of a tiny network, in the requested order. The tests run it as a process. */
import { createHash } from 'node:crypto';
import { allRows, networkFiles, networkOf } from './world.ts';

const [seed = '', order] = process.argv.slice(2);
const network = await networkOf({ seed });
const keys = order === 'backwards' ? [...networkFiles].reverse() : networkFiles;
const lines = keys.map(
  (key) =>
    `${key} ${createHash('sha256')
      .update(JSON.stringify(allRows(network, key)))
      .digest('hex')}`,
);
process.stdout.write(`${lines.sort().join('\n')}\n`);
