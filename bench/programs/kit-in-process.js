import { runConformance } from '../../dist/conformance/index.js';
import { reference } from '../../dist/conformance/mutants/index.js';
import { functionOf } from '../../dist/conformance/mutation/clients.js';

/*
 * The reference client as a function of the kit's process, through all cases with defaults: a client that
 * starts at once. Prints the duration in milliseconds, the outcome and the CPU time of the process.
 */
const begun = performance.now();
const { outcome, cases, counts } = await runConformance({ client: functionOf(reference) });
const ms = performance.now() - begun;
const { user, system } = process.cpuUsage();
const result = { ms, outcome, cases: cases.length, passed: counts.passed, cpuMs: (user + system) / 1000 };
process.stdout.write(`${JSON.stringify(result)}\n`);
