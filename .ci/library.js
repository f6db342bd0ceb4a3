// Uses the library like a user: from the installed package, without a build step.
import { startServer } from 'engage-export-kit';

const server = await startServer({ size: 'tiny', seed: '7', port: 0 });
const headers = { authorization: 'Bearer verified-admin' };
const response = await fetch(`${server.url}/api/v1/export?since=2026-11-01`, { headers });
const bytes = Buffer.from(await response.arrayBuffer());
await server.close();
if (response.status !== 200 || bytes.readUInt32LE(0) !== 0x04034b50)
  throw new Error(`expected an export with status 200, got status ${response.status}.`);
