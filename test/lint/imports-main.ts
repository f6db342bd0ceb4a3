import { importCycles, productImports, upwardImports } from './imports.ts';

/*
 * `npm run lint:imports`: fails on an import that goes up from one room to another, and on files that import each other,
 * by way of others too. Type imports count.
 */

const imports = productImports();
const upward = upwardImports(imports);
const cycles = importCycles(imports);
for (const line of upward) console.log(`upward: ${line}`);
for (const files of cycles) console.log(`cycle: ${files.join(', ')}`);
console.log(`${imports.length} imports, ${upward.length} upward, ${cycles.length} cycles.`);
process.exitCode = upward.length + cycles.length === 0 ? 0 : 1;
