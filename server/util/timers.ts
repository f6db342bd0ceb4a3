import { performance as clock } from 'node:perf_hooks';
import * as timers from 'node:timers';

/**
 * The timers and clocks of the machine, taken once when the package is loaded. Test runners put their own in the place
 * of the global ones: an export would wait for a `setImmediate` that never comes.
 */
export const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate } = timers;

/** Milliseconds that only go forward. */
export const performance = { now: clock.now.bind(clock) };

/** The machine's time, Unix milliseconds. */
export const machineNow = Date.now;
