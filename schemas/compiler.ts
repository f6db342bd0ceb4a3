import { Ajv2020 } from 'ajv/dist/2020.js';

/** Returns a new compiler of JSON Schemas whose errors can become mistakes. */
export function createCompiler(): Ajv2020 {
  return new Ajv2020({
    strict: true,
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    // A schema judges a few values; to optimize its code takes longer than all of them.
    code: { optimize: false },
  });
}
