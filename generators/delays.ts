import { fraction } from './hash.ts';

/** The first instant that is not before another one and a whole number of `length`, such as a full hour. */
export function atFull(length: number, instant: number): number {
  return Math.ceil(instant / length) * length;
}

/** A delay of half of `longest` to `longest`, milliseconds: people do not return after whole days. */
export function delayWithin(longest: number, hash: number): number {
  return Math.floor((longest * (1 + fraction(hash))) / 2);
}
