import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { leaksOf } from '../../../conformance/run/leaks.ts';
import { KnownContents } from '../../../conformance/sandbox/known-contents.ts';
import { defaultFolderLimits } from '../../../conformance/sandbox/look.ts';
import { makeSandbox, type Sandbox } from '../../../conformance/sandbox/sandbox.ts';
import { takeSnapshot } from '../../../conformance/sandbox/snapshot.ts';

const TOKEN = 'verified-admin~0123456789abcdef';
const nothing = { text: '', bytes: 0 };

async function filesIn(sandbox: Sandbox) {
  const { signal } = new AbortController();
  const options = { limits: defaultFolderLimits, timeLimitMs: 20_000, signal };
  return (await takeSnapshot(sandbox, options)).files;
}

t.test('a leak is found after every run, in the file of an earlier one too', async (t) => {
  await using sandbox = await makeSandbox();
  const known = new KnownContents();
  const leaks = async () =>
    leaksOf(TOKEN, { stdout: nothing, stderr: nothing }, await filesIn(sandbox), { known });
  writeFileSync(join(sandbox.out, 'log.txt'), `a request with ${TOKEN}`);
  writeFileSync(join(sandbox.work, 'clean.txt'), 'nothing');
  // Longer than the time in which the times of a file may stay the same.
  await sleep(1100);
  t.same(await leaks(), ['a/out/log.txt']);
  t.same(await leaks(), ['a/out/log.txt']);
  writeFileSync(join(sandbox.work, 'clean.txt'), TOKEN);
  t.same(await leaks(), ['a/out/log.txt', 'a/work/clean.txt']);
  writeFileSync(join(sandbox.out, 'log.txt'), 'removed');
  t.same(await leaks(), ['a/work/clean.txt']);
});

t.test('small files, large ones and empty ones are read to their ends', async (t) => {
  await using sandbox = await makeSandbox();
  for (const bytes of [0, 1, 256 * 1024, 256 * 1024 + 1, 1_000_000]) {
    const content = Buffer.concat([Buffer.alloc(bytes, 'x'), Buffer.from(bytes === 0 ? '' : TOKEN)]);
    writeFileSync(join(sandbox.out, 'file'), content);
    const file = (await filesIn(sandbox)).find(({ path }) => path === 'a/out/file');
    t.equal(file?.digest, createHash('sha256').update(content).digest('hex'), `the digest of ${bytes} bytes`);
    const found = await leaksOf(TOKEN, { stdout: nothing, stderr: nothing }, file ? [file] : []);
    t.same(found, bytes === 0 ? [] : ['a/out/file'], `the end of ${bytes} bytes`);
  }
});
