/*
 * The program of a thread: makes parts of CSVs and compresses them. Each thread has worlds of its own, which
 * are equal for equal options.
 */
import { parentPort } from 'node:worker_threads';
import { createWorld, type World } from '../../generators/index.ts';
import { csvWriter } from '../csv/index.ts';
import { type JobAnswer, READY } from '../util/worker-pool.ts';
import { BlockBuffers, type PackedBlock, packedHere } from '../zip/index.ts';
import type { MadePart, PartJob } from './part-job.ts';
import { rowsOfPart } from './parts.ts';

/** The number of worlds that are kept. */
const WORLDS_KEPT = 2;

class Stopped extends Error {}

const worlds = new Map<string, Promise<World>>();
const buffers = new BlockBuffers();
let previous = Promise.resolve();

parentPort?.on('message', ({ id, data }: { readonly id: number; readonly data: PartJob }) => {
  previous = previous.then(() => answer(id, data));
});
parentPort?.postMessage(READY);

async function answer(id: number, job: PartJob): Promise<void> {
  try {
    const result = await make(job);
    parentPort?.postMessage({ id, result } satisfies JobAnswer, [result.bytes]);
  } catch (error) {
    const failure: JobAnswer = error instanceof Stopped ? { id } : { id, error: String(error) };
    parentPort?.postMessage(failure);
  }
}

async function make({ recipe, columns, method, level, first, last, stop }: PartJob): Promise<MadePart> {
  const pause = async (): Promise<void> => {
    if (Atomics.load(stop, 0) !== 0) throw new Stopped();
  };
  await pause();
  const world = await worldOf(recipe.world);
  const network = world.networks[recipe.network];
  if (network === undefined)
    throw new RangeError(`Expected a network with the index ${recipe.network}, got none.`);
  const content = csvWriter(columns)(rowsOfPart(network, recipe), { headless: !first });
  const blocks: PackedBlock[] = [];
  for await (const block of packedHere({ content, method, last }, { level, buffers, pause }))
    blocks.push(block);
  const bytes = new Uint8Array(blocks.reduce((sum, block) => sum + block.bytes.length, 0));
  let at = 0;
  for (const block of blocks) {
    bytes.set(block.bytes, at);
    at += block.bytes.length;
  }
  return {
    rows: content.rowCount,
    bytes: bytes.buffer,
    blocks: blocks.map(({ bytes: { length }, size, crc }) => ({ length, size, crc })),
  };
}

function worldOf(options: World['options']): Promise<World> {
  const key = JSON.stringify(options);
  const made = worlds.get(key) ?? createWorld(options);
  worlds.delete(key);
  worlds.set(key, made);
  const [oldest] = worlds.keys();
  if (worlds.size > WORLDS_KEPT && oldest !== undefined) worlds.delete(oldest);
  return made;
}
