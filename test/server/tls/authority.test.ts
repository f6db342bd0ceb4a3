import { X509Certificate } from 'node:crypto';
import { chmod, mkdir, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import { DAY_MS } from '../../../schemas/durations.ts';
import {
  authorityIn,
  memoryAuthority,
  removeAuthority,
  settingsFolder,
} from '../../../server/tls/authority.ts';
import { makeAuthorityPair, makeLeafPair } from '../../../server/tls/certificates.ts';

const posix = process.platform !== 'win32';

t.test(
  'an authority is made once, even by several at the same time, and only its owner can read it',
  async (t) => {
    const folder = join(t.testdir({}), 'a', 'b');
    const all = await Promise.all(Array.from({ length: 3 }, () => authorityIn(folder)));
    const again = await authorityIn(folder);
    t.equal(new Set([...all, again].map(({ fingerprint }) => fingerprint)).size, 1);
    t.same((await readdir(folder)).sort(), ['authority.key.pem', 'authority.pem']);
    if (posix) {
      t.equal((await stat(join(folder, 'authority.key.pem'))).mode & 0o777, 0o600);
      t.equal((await stat(folder)).mode & 0o777, 0o700);
    }
    t.same((await removeAuthority(folder)).length, 2);
    t.same(await removeAuthority(folder), []);
    t.not((await authorityIn(folder)).fingerprint, again.fingerprint);
  },
);

t.test('a folder that cannot be trusted is refused with advice', async (t) => {
  const folder = t.testdir({});
  await authorityIn(folder);
  const key = join(folder, 'authority.key.pem');
  if (posix) {
    await chmod(key, 0o644);
    await t.rejects(authorityIn(folder), /only you can read, got .* with mode 644: .* ca --remove/);
  }
  await rm(key);
  await symlink('/etc/hosts', key);
  await t.rejects(authorityIn(folder), /expected a folder for the certificate authority/);
  await rm(key);
  await writeFile(key, 'nothing', { mode: 0o600 });
  await t.rejects(authorityIn(folder), /expected a certificate and its key/);
  const now = Date.now();
  const [pair, other] = await Promise.all([makeAuthorityPair(now), makeAuthorityPair(now)]);
  const old = await makeAuthorityPair(now - 11 * 365 * DAY_MS);
  const unusable: readonly (readonly [content: string, message: RegExp])[] = [
    [pair.certificate + other.key, /expected a certificate and its key .* ca --remove/],
    [pair.certificate.replace(/M/g, 'A') + pair.key, /expected a certificate and its key/],
    [old.certificate + old.key, /got one that expired on \d{4}-\d{2}-\d{2}: .* ca --remove/],
  ];
  for (const [content, message] of unusable) {
    await writeFile(key, content);
    await t.rejects(authorityIn(folder), { message });
  }
  await rm(key);
  await mkdir(key);
  await t.rejects(authorityIn(folder));
});

t.test('an account without a place for settings has an authority elsewhere', async (t) => {
  const folder = t.testdir({ file: '', broken: { 'authority.key.pem': 'no key' } });
  const elsewhere = join(folder, 'elsewhere');
  const nowhere = join(folder, 'file', 'settings');
  await t.rejects(authorityIn(nowhere), { name: 'AuthorityError', message: /in which you can write/ });
  t.equal((await authorityIn(nowhere, elsewhere)).path, join(elsewhere, 'authority.pem'));
  await chmod(join(folder, 'broken', 'authority.key.pem'), 0o600);
  await t.rejects(authorityIn(join(folder, 'broken'), elsewhere), { name: 'AuthorityError' });
});

t.test('a certificate is valid before and after now, for its names only', async (t) => {
  const authority = await memoryAuthority();
  t.equal(authority.path, undefined);
  const now = Date.UTC(2024, 5, 30);
  const leaf = await makeLeafPair(authority, { hosts: ['localhost', '127.0.0.1', '::1'], now });
  const read = new X509Certificate(leaf.certificate);
  t.ok(read.checkIssued(new X509Certificate(authority.certificate)));
  t.equal(read.checkHost('localhost'), 'localhost');
  t.equal(read.checkIP('::1'), '::1');
  t.equal(read.checkHost('www.yammer.com'), undefined);
  t.ok(Date.parse(read.validFrom) < now && Date.parse(read.validTo) > now);
  t.notOk(read.ca);
});

t.test('the folder of a user is that of the system', (t) => {
  if (process.platform === 'linux') {
    t.equal(settingsFolder({ XDG_CONFIG_HOME: '/x' }), '/x/engage-export-kit');
    t.match(settingsFolder({ XDG_CONFIG_HOME: 'relative' }), /\.config\/engage-export-kit$/);
  }
  t.match(settingsFolder({}), /engage-export-kit$/);
  t.end();
});
