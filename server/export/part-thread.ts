/*
 * The program of a thread: makes parts of CSVs and compresses them. Each thread has worlds of its own, which
 * are equal for equal options.
 */
import { parentPort } from 'node:worker_threads';
import { createWorld, type World } from '../../generators/index.ts';
import { csvWriter, sharedCsvWriter } from '../csv/index.ts';
import { type JobAnswer, READY } from '../util/worker-pool.ts';
import { BlockBuffers, type PackedBlock, Packer, packedHere } from '../zip/index.ts';
import type { MadePart, PackedPart, PartJob } from './part-job.ts';
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
    const buffers = result.other ? [result.own.bytes, result.other.bytes] : [result.own.bytes];
    parentPort?.postMessage({ id, result } satisfies JobAnswer, buffers);
  } catch (error) {
    const failure: JobAnswer = error instanceof Stopped ? { id } : { id, error: String(error) };
    parentPort?.postMessage(failure);
  }
}

async function make(job: PartJob): Promise<MadePart> {
  const { recipe, columns, method, level, first, last, withLater, stop } = job;
  const pause = async (): Promise<void> => {
    if (Atomics.load(stop, 0) !== 0) throw new Stopped();
  };
  await pause();
  const world = await worldOf(recipe.world);
  const network = world.networks[recipe.network];
  if (network === undefined)
    throw new RangeError(`Expected a network with the index ${recipe.network}, got none.`);
  const rows = rowsOfPart(network, recipe);
  const packing = { level, buffers, pause };
  const writing = { headless: !first, isCopied: true };
  const [own, others]: [PackedBlock[], PackedBlock[]] = [[], []];
  if (!withLater || rows.within === undefined) {
    const content = csvWriter(columns)(rows, writing);
    for await (const block of packedHere({ content, method, last }, packing)) own.push(block);
    return { own: partOf(own, content.rowCount) };
  }
  const packer = Packer.here({ ...packing, method }, (block) => others.push(block));
  const content = sharedCsvWriter(columns)(rows.within.rows(), packer, writing);
  for await (const block of packedHere({ content, method, last }, packing)) own.push(block);
  packer.end(last);
  return { own: partOf(own, content.rowCount), other: partOf(others, content.otherRowCount) };
}

/** The blocks of a part in one buffer, which can be handed over. */
function partOf(blocks: readonly PackedBlock[], rows: number): PackedPart {
  const bytes = new Uint8Array(blocks.reduce((sum, block) => sum + block.bytes.length, 0));
  let at = 0;
  for (const block of blocks) {
    bytes.set(block.bytes, at);
    at += block.bytes.length;
  }
  const sizes = blocks.map(({ bytes: { length }, size, crc }) => ({ length, size, crc }));
  return { rows, bytes: bytes.buffer, blocks: sizes };
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
