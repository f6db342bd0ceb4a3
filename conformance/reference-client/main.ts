import { runProgram } from './program.ts';

/*
 * The reference client as a program. The token is in ENGAGE_TOKEN.
 *
 *   node dist/conformance/reference-client/main.js --base-url http://127.0.0.1:4010 --since
 * 2024-06-29T00:00:00Z --out exports
 *   node dist/conformance/reference-client/main.js --base-url http://127.0.0.1:4010 --since 2024-06-01 --out
 * exports --state state --resume
 *   node dist/conformance/reference-client/main.js --base-url http://127.0.0.1:4010 --user-id
 * 1753017723210752 --out exports
 *
 * 0 complete, 1 failed, 2 usage, 3 partial, 127 unsupported, 130 and 143 when a signal ended it.
 */
await runProgram();
