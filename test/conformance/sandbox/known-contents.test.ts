import { createHash } from 'node:crypto';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import t from 'tap';
import { KnownContents } from '../../../conformance/sandbox/known-contents.ts';
import { defaultFolderLimits } from '../../../conformance/sandbox/look.ts';
import { makeSandbox } from '../../../conformance/sandbox/sandbox.ts';
import { takeSnapshot } from '../../../conformance/sandbox/snapshot.ts';

t.test('a file is read again after every change, even with the old size and time', async (t) => {
  await using sandbox = await makeSandbox();
  const file = join(sandbox.out, 'export.zip');
  const digests = new KnownContents();
  const digestNow = async () => {
    const { signal } = new AbortController();
    const options = { limits: defaultFolderLimits, timeLimitMs: 20_000, signal };
    const { files } = await takeSnapshot(sandbox, options, digests);
    return files.find(({ path }) => path === 'a/out/export.zip')?.digest;
  };
  const then = new Date('2024-06-19T12:00:00Z');
  const put = (text: string) => {
    writeFileSync(file, text);
    utimesSync(file, then, then);
  };
  put('one');
  await sleep(1100);
  const first = await digestNow();
  t.equal(await digestNow(), first);
  put('two');
  t.equal(await digestNow(), createHash('sha256').update('two').digest('hex'));
  put('six');
  t.equal(await digestNow(), createHash('sha256').update('six').digest('hex'));
});

t.test('a file that has not changed for a second is read once', async (t) => {
  const digests = new KnownContents();
  let reads = 0;
  const read = async () => {
    reads += 1;
    return String(reads);
  };
  const settled = { version: '1 2 3', changed: Date.now() - 5000 };
  t.same([await digests.of(settled, read), await digests.of(settled, read)], ['1', '1']);
  t.equal(await digests.of({ ...settled, version: '1 2 4' }, read), '2');
  const fresh = { version: '1 5 3', changed: Date.now() };
  t.same([await digests.of(fresh, read), await digests.of(fresh, read)], ['3', '4']);
});
