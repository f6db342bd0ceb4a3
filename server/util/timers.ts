import { performance as clock } from 'node:perf_hooks';
import * as timers from 'node:timers';

/**
 * The timers of the machine, taken when the package is loaded. Test runners replace the global ones: an
 * export would then wait for a `setImmediate` that never comes.
 */
export const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate } = timers;

/** A monotonic clock, milliseconds. */
export const performance = { now: clock.now.bind(clock) };

/** The machine's time, Unix milliseconds. */
export const machineNow = Date.now;
