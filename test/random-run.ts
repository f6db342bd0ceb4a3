// The property of test/scenarios-random.test.ts over five times as many scenarios: longer than `npm test` should take.
process.env.RANDOM_SCENARIOS ??= '10000';
await import('./scenarios-random.test.ts');
