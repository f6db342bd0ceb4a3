/* Prints a digest of every file of a tiny network, in the requested order. The tests run it as a process. */
import { fileDigests } from './file-digests.ts';

const [seed = '', order] = process.argv.slice(2);
process.stdout.write(await fileDigests(seed, order === 'backwards' ? 'backwards' : 'forwards'));
