import { performance as clock } from 'node:perf_hooks';
import * as timers from 'node:timers';
import * as promises from 'node:timers/promises';

/**
 * The timers and clocks of the machine, taken once when the package is loaded. Test runners put their own in
 * the place of the global ones, and a client that is a function runs among those.
 */
export const { setTimeout, clearTimeout } = timers;

/** Resolves after so many milliseconds. */
export const sleep = promises.setTimeout;

/** Resolves when what has come from outside has been looked at. */
export const immediate = promises.setImmediate;

/** Milliseconds that only go forward. */
export const performance = { now: clock.now.bind(clock) };

/** The machine's time, Unix milliseconds. */
export const machineNow = Date.now;
