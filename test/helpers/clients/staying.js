// A client that handles several runs in one process. Sends correct requests and saves every response.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

for await (const line of createInterface({ input: process.stdin })) {
  const { id, values } = JSON.parse(line);
  const outcome = await save(values).catch(() => 'failed');
  console.log(JSON.stringify({ id, outcome, message: `${outcome}, in ${process.env.TZ ?? 'no zone'}` }));
}

async function save({ base_url, token, since, out_dir }) {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${base_url}/api/v1/export?${new URLSearchParams({ since })}`, { headers });
  if (!answer.ok) return 'failed';
  await writeFile(join(out_dir, 'export.zip'), Buffer.from(await answer.arrayBuffer()));
  return 'complete';
}
