// The properties of test/scenarios-random.test.ts and test/fuzz.test.ts over many more: longer than `npm test` should take.
process.env.RANDOM_SCENARIOS ??= '10000';
process.env.FUZZ_REQUESTS ??= '100000';
await import('./scenarios-random.test.ts');
await import('./fuzz.test.ts');
