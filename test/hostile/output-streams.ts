import { spawn, spawnSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { content, is, isThere, kind, mknod, type Target } from './output-place.ts';
import { folderOf } from './users.ts';

/** Outputs that are written in place: devices, FIFOs, and files that are already open. */
export const streamTargets: readonly Target[] = [
  {
    name: 'a device that takes everything',
    isStream: true,
    who: 'root',
    make: async (at) => (mknod(join(at, 'device.json'), 3) ? 'device.json' : undefined),
    after: (at) => is('kind', kind(join(at, 'device.json')), 'device'),
  },
  {
    name: 'a device that is full',
    isStream: true,
    who: 'root',
    make: async (at) => (mknod(join(at, 'device.json'), 7) ? 'device.json' : undefined),
    codes: [4],
    after: (at) => is('kind', kind(join(at, 'device.json')), 'device'),
  },
  {
    name: 'the full device of the machine',
    isStream: true,
    who: 'ordinary',
    make: async () => '/dev/full',
    codes: [4],
    after: () => is('kind', kind('/dev/full'), 'device'),
  },
  {
    name: 'the null device of the machine',
    isStream: true,
    who: 'ordinary',
    make: async () => '/dev/null',
    after: () => is('kind', kind('/dev/null'), 'device'),
  },
  ...['/dev/stdout', '/dev/fd/1', '/proc/self/fd/1', '/dev/stderr', '/dev/fd/2'].map(
    (name): Target => ({ name, make: async () => name, isStream: true, after: () => isThere(name) }),
  ),
  {
    name: 'an open file that is not there',
    make: async () => '/dev/fd/999',
    codes: [2, 4],
    isStream: true,
  },
  {
    name: 'a link to stdout',
    make: async (at) => {
      await symlink('/dev/stdout', join(at, 'link.json'));
      return 'link.json';
    },
    isStream: true,
    after: (at) => [
      ...is('target', readlinkSync(join(at, 'link.json')), '/dev/stdout'),
      ...isThere('/dev/stdout'),
    ],
  },
  {
    name: 'a name behind a link and two points',
    make: async (at, user) => {
      await folderOf(user, join(at, 'elsewhere'));
      await folderOf(user, join(at, 'elsewhere/below'));
      await symlink('elsewhere/below', join(at, 'link'));
      return 'link/../new.json';
    },
    after: (at) => is('kind', kind(join(at, 'elsewhere/new.json')), 'file'),
  },
  {
    name: 'a FIFO that is read',
    make: async (at, user) => {
      spawnSync('mkfifo', ['-m', '666', join(at, 'fifo.json')]);
      const { uid, gid } = user;
      spawn('timeout', ['20', 'sh', '-c', 'cat fifo.json > read'], { cwd: at, uid, gid, stdio: 'ignore' });
      return 'fifo.json';
    },
    isStream: true,
    makes: ['read'],
    after: (at, isWritten) => [
      ...is('kind', kind(join(at, 'fifo.json')), 'fifo'),
      ...(!isWritten || content(join(at, 'read')).length > 50 ? [] : ['the reader got nothing']),
    ],
  },
];
