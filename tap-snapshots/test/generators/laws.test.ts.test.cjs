/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`test/generators/laws.test.ts > TAP > one seed is one sequence of bytes for good > must match snapshot 1`] = `
d0d88dbabdcdc333c12de5bc88e9ffeaee47b76a5b7ffd66717f20be1a8e4f55
`
