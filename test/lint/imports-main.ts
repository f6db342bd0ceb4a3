import { importCycles, productImports, upwardImports } from './imports.ts';

/*
 * `npm run lint:imports`: fails on an import of a folder higher in the order, and on circular imports, direct
 * or indirect. Type imports count.
 */

const imports = productImports();
const upward = upwardImports(imports);
const cycles = importCycles(imports);
for (const line of upward) console.log(`upward: ${line}`);
for (const files of cycles) console.log(`cycle: ${files.join(', ')}`);
console.log(`${imports.length} imports, ${upward.length} upward, ${cycles.length} cycles.`);
process.exitCode = upward.length + cycles.length === 0 ? 0 : 1;
