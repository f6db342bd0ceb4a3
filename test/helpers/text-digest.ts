import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import * as text from '../../generators/text/index.ts';
import { say } from './say.ts';

/** Returns a digest of the pools of a seed and of many texts that are made from them. */
export async function textDigest(seed: number): Promise<string> {
  const pools = await text.loadPools(seed);
  const hash = createHash('sha256').update(JSON.stringify(pools));
  for (let index = 0; index < 1000; index++) {
    const { body, html } = say(pools, index * 7919);
    const site = pools.sites[index % pools.sites.length] as text.Site;
    const names = [text.personName(site, index), text.companyName(pools, index)];
    const segment = text.segmentOf(pools, seed, index, true);
    hash.update(JSON.stringify([body, html, ...names, segment]));
  }
  return hash.digest('hex');
}

// As a program, prints the digests of the seeds in its arguments.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const seed of process.argv.slice(2)) console.log(await textDigest(Number(seed)));
}
