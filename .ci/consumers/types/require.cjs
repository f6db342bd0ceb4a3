const assert = require('node:assert');

for (const room of ['', '/generators', '/schemas', '/conformance']) {
  assert.ok(Object.keys(require(`engage-export-kit${room}`)).length > 0, room);
}
