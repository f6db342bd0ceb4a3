/* Prints a digest of every file of a tiny network, files in the order asked for: run by the tests in a process of its own. */
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
