import hooks from 'node:async_hooks';
import { syncBuiltinESMExports } from 'node:module';
import processOnSpawn from 'process-on-spawn';

/*
 * Every test file loads this first, without which `npm test` takes a third longer.
 *
 * tap loads its bookkeeping into each program that a test starts, by NODE_OPTIONS. The programs under test
 * start without it, as they do for users. tap also follows every promise, to know to which test an error
 * belongs that nobody handles. Here such an error ends its file, which fails.
 */
processOnSpawn.removeAllListeners();
delete process.env.NODE_OPTIONS;
const hook = { enable: () => hook, disable: () => hook };
hooks.createHook = () => hook;
syncBuiltinESMExports();
