import assert from 'node:assert';
import { get } from 'node:http';
import { startServer } from 'engage-export-kit';

/** Starts a server, enables the fake timers of the test runner, and downloads a complete export. */
export async function downloadUnder(fake, real) {
  const server = await startServer({ size: 'tiny', seed: '7', port: 0 });
  try {
    fake();
    const bytes = await download(`${server.url}/api/v1/export?since=0`);
    assert.strictEqual(bytes.readUInt32LE(0), 0x04034b50, 'a local header comes first');
    assert.strictEqual(
      bytes.readUInt32LE(bytes.length - 22),
      0x06054b50,
      'the end of the directory comes last',
    );
  } finally {
    real();
    await server.close();
  }
}

function download(url) {
  return new Promise((resolve, reject) => {
    get(url, { headers: { authorization: 'Bearer verified-admin' } }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve(Buffer.concat(parts))).on('error', reject);
    }).on('error', reject);
  });
}
