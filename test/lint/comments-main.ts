import { commentedFiles, commentFaults } from './comments.ts';

/* `npm run lint:text`: fails on a docstring without a subject and on a comment line wider than the code. */

const files = commentedFiles();
const faults = files.flatMap(([file, text]) => commentFaults(file, text));
for (const fault of faults) console.log(fault);
console.log(`${files.length} files, ${faults.length} faults in comments.`);
process.exitCode = faults.length === 0 ? 0 : 1;
