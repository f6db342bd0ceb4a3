import { mutantNamed } from '../mutants/index.ts';
import { runMutant } from '../mutants/mutant.ts';
import { runProgram } from '../reference-client/program.ts';

/*
 * A mutant as a program, with the flags of the reference client behind its name:
 *
 *   node dist/conformance/mutation/mutant-main.js saver --base-url http://127.0.0.1:4010 --since 2024-06-01
 * --out exports
 */
const [name = '', ...args] = process.argv.slice(2);
const mutant = mutantNamed(name);
await runProgram((given, surroundings) => runMutant(mutant, { args: given, ...surroundings }), args);
