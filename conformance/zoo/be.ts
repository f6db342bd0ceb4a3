import { runProgram } from '../reference/program.ts';
import { runMutant } from './mutant.ts';
import { mutantNamed } from './mutants.ts';

/*
 * A mutant as a program, with the flags of the reference client behind its name:
 *
 *   node dist/conformance/zoo/be.js saver --base-url http://127.0.0.1:4010 --since 2024-06-01 --out exports
 */
const [name = '', ...args] = process.argv.slice(2);
const mutant = mutantNamed(name);
await runProgram((given, surroundings) => runMutant(mutant, { args: given, ...surroundings }), args);
