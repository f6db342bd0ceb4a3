import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'tap';
import { makeFolders } from '../../../server/util/make-folders.ts';

test('missing folders are made with their mode, also by several at once', async (t) => {
  const folder = t.testdir({});
  const deep = join(folder, 'a', 'b', 'c');
  await Promise.all(Array.from({ length: 8 }, () => makeFolders(deep, 0o700)));
  await makeFolders(deep);
  if (process.platform === 'win32') return;
  for (const name of ['a', 'a/b', 'a/b/c']) t.equal((await stat(join(folder, name))).mode & 0o777, 0o700);
});

test('a place that cannot have a folder is an error', async (t) => {
  const folder = t.testdir({ file: '' });
  await t.rejects(makeFolders(join(folder, 'file')), { code: 'EEXIST' });
  await t.rejects(makeFolders(join(folder, 'file', 'below')), { code: 'ENOTDIR' });
  if (process.platform !== 'linux') return;
  await t.rejects(makeFolders('/proc/nothing/below'), { code: 'ENOENT' });
});
