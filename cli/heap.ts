import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the heap of a process that makes exports near the size of what is alive. Rows are garbage after some
 * milliseconds, but a part of them ages into the memory that V8 seldom looks at, and lets grow to four times
 * what is alive.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=40');
}
