// Runs the properties of test/server/scenarios/random.test.ts and test/server/http/fuzz.test.ts on many more
// cases. This takes too long for `npm test`.
process.env.RANDOM_SCENARIOS ??= '4000';
process.env.FUZZ_REQUESTS ??= '40000';
await import('./server/scenarios/random.test.ts');
await import('./server/http/fuzz.test.ts');
