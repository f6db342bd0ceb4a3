/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/laws.test.ts > TAP > one seed is one sequence of bytes for good > must match snapshot 1`] = `
4f816282b349fa525573d01c49639f7337e3a9002512cf2452027a54e17c693c
`
