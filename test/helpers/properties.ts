import fc from 'fast-check';

/** The seed of all random cases of the tests. `PROPERTY_SEED` sets another one, for a longer search. */
const SEED = Number(process.env.PROPERTY_SEED ?? 20261120);

// Every run of the tests uses the same random cases. Failures from longer searches become examples beside
// their property.
fc.configureGlobal({ seed: SEED });

export { default } from 'fast-check';
