// Saves every response as an export and exits with 0.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const [url, token, since, out] = process.argv.slice(2);
const answer = await fetch(`${url}/api/v1/export?since=${since}`, {
  headers: { authorization: `Bearer ${token}` },
}).catch(() => undefined);
const body = await answer?.arrayBuffer().catch(() => new ArrayBuffer(0));
await writeFile(join(out ?? '.', 'export.zip'), Buffer.from(body ?? []));
