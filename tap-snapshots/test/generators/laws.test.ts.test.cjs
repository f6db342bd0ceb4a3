/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/generators/laws.test.ts > TAP > one seed is one sequence of bytes for good > must match snapshot 1`] = `
be1b6cda80c86fc5f633eb610ba0db4a74ce5a9608df54a46d3df59ed952effa
`
