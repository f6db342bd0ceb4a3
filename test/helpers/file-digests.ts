import { createHash } from 'node:crypto';
import { allRows, networkFiles, networkOf } from './world.ts';

/** Returns a line with a digest of every file of a tiny network, whose rows are made in this order. */
export async function fileDigests(seed: string, order: 'forwards' | 'backwards'): Promise<string> {
  const network = await networkOf({ seed });
  const keys = order === 'backwards' ? networkFiles.toReversed() : networkFiles;
  const lines = keys.map((key) => {
    const rows = JSON.stringify(allRows(network, key));
    return `${key} ${createHash('sha256').update(rows).digest('hex')}\n`;
  });
  return lines.sort().join('');
}
