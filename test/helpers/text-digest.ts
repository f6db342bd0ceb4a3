import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import * as text from '../../generators/text/index.ts';

/** A digest of the pools of a seed and of much that is made from them. */
export async function textDigest(seed: number): Promise<string> {
  const pools = await text.loadPools(seed);
  const hash = createHash('sha256').update(JSON.stringify(pools));
  for (let index = 0; index < 1000; index++) {
    const { body, html } = text.messageText(pools, index * 7919);
    const labels = [text.personName, text.communityName, text.topicName, text.fileStem, text.titleText];
    hash.update(JSON.stringify([body, html, ...labels.map((label) => label(pools, index))]));
  }
  return hash.digest('hex');
}

// Run as a program, it prints the digests of the seeds it is given.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const seed of process.argv.slice(2)) console.log(await textDigest(Number(seed)));
}
