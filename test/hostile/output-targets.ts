import { spawnSync } from 'node:child_process';
import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { chmod, link, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { is, isNew, isOld, kind, mode, OLD, type Target } from './output-place.ts';
import { fileOf, folderOf } from './users.ts';

/** Outputs of an unexpected kind: files, links and folders. */
export const fileTargets: readonly Target[] = [
  {
    name: 'a new file',
    make: async () => 'new.json',
    after: (at) => [...is('mode', mode(join(at, 'new.json')), '644')],
  },
  ...[0o600, 0o644, 0o640, 0o755, 0o4755].map(
    (bits): Target => ({
      name: `a file of mode ${bits.toString(8)}`,
      make: async (at, user) => {
        await fileOf(user, join(at, 'file.json'), OLD);
        await chmod(join(at, 'file.json'), bits);
        return 'file.json';
      },
      after: (at) => [
        ...isNew(join(at, 'file.json')),
        ...is('mode', mode(join(at, 'file.json')).slice(-3), bits.toString(8).slice(-3)),
      ],
    }),
  ),
  {
    name: 'a file that may only be read',
    make: async (at, user) => {
      await fileOf(user, join(at, 'file.json'), OLD);
      await chmod(join(at, 'file.json'), 0o444);
      return 'file.json';
    },
    codes: [0, 2, 4],
    after: (at) => is('mode', mode(join(at, 'file.json')), '444'),
  },
  {
    name: 'a file of another user',
    who: 'root',
    make: async (at) => {
      await fileOf({ name: 'other', uid: 12_345, gid: 12_345 }, join(at, 'file.json'), OLD, 0o640);
      return 'file.json';
    },
    after: (at) => [
      ...isNew(join(at, 'file.json')),
      ...is('owner', lstatSync(join(at, 'file.json')).uid, 12_345),
      ...is('mode', mode(join(at, 'file.json')), '640'),
    ],
  },
  {
    name: 'a link to a file',
    make: async (at, user) => {
      await fileOf(user, join(at, 'file.json'), OLD, 0o600);
      await symlink('file.json', join(at, 'link.json'));
      return 'link.json';
    },
    after: (at) => [
      ...is('kind', kind(join(at, 'link.json')), 'link'),
      ...isNew(join(at, 'file.json')),
      ...is('mode', mode(join(at, 'file.json')), '600'),
    ],
  },
  {
    name: 'a link to a link into another folder',
    make: async (at, user) => {
      await folderOf(user, join(at, 'other'));
      await fileOf(user, join(at, 'other/file.json'), OLD);
      await symlink('other/file.json', join(at, 'inner'));
      await symlink('inner', join(at, 'link.json'));
      return 'link.json';
    },
    after: (at) => [
      ...is('kind', kind(join(at, 'link.json')), 'link'),
      ...is('kind', kind(join(at, 'inner')), 'link'),
      ...isNew(join(at, 'other/file.json')),
    ],
  },
  {
    name: 'a link to nothing',
    make: async (at) => {
      await symlink('later.json', join(at, 'link.json'));
      return 'link.json';
    },
    makes: ['later.json'],
    after: (at) => [
      ...is('kind', kind(join(at, 'link.json')), 'link'),
      ...is('kind', kind(join(at, 'later.json')), 'file'),
    ],
  },
  {
    name: 'a link to itself',
    make: async (at) => {
      await symlink('link.json', join(at, 'link.json'));
      return 'link.json';
    },
    codes: [2, 4],
    after: (at) => is('target', readlinkSync(join(at, 'link.json')), 'link.json'),
  },
  {
    name: 'a file with two names',
    make: async (at, user) => {
      await fileOf(user, join(at, 'file.json'), OLD);
      await link(join(at, 'file.json'), join(at, 'twin'));
      return 'file.json';
    },
    after: (at) => isNew(join(at, 'file.json')),
  },
  {
    name: 'a folder',
    make: async (at, user) => {
      await folderOf(user, join(at, 'folder.json'));
      return 'folder.json';
    },
    codes: [2, 4],
    after: (at) => is('kind', kind(join(at, 'folder.json')), 'folder'),
  },
  { name: 'a folder that is not there', make: async () => 'missing/file.json', codes: [2, 4] },
  {
    name: 'a file for a folder',
    make: async (at, user) => {
      await fileOf(user, join(at, 'file.json'), OLD);
      return 'file.json/below.json';
    },
    codes: [2, 4],
    after: (at) => isOld(join(at, 'file.json')),
  },
  {
    name: 'a folder that may only be read',
    who: 'ordinary',
    make: async (at, user) => {
      await folderOf(user, join(at, 'closed'));
      await chmod(join(at, 'closed'), 0o555);
      return 'closed/file.json';
    },
    codes: [2, 4],
    after: (at) => is('names', readdirSync(join(at, 'closed')).length, 0),
  },
  {
    name: 'a file in a folder that may only be read',
    who: 'ordinary',
    make: async (at, user) => {
      await folderOf(user, join(at, 'closed'));
      await fileOf(user, join(at, 'closed/file.json'), OLD);
      await chmod(join(at, 'closed'), 0o555);
      return 'closed/file.json';
    },
    codes: [0, 2, 4],
    after: (at) => is('names', readdirSync(join(at, 'closed')).join(), 'file.json'),
  },
  {
    name: 'a name of 255 bytes',
    make: async () => `${'n'.repeat(250)}.json`,
    after: (at) => isNew(join(at, `${'n'.repeat(250)}.json`)),
  },
  { name: 'a name of 256 bytes', make: async () => `${'n'.repeat(251)}.json`, codes: [2, 4] },
  {
    name: 'a file on a full disk',
    who: 'root',
    make: async (at) => {
      await mkdir(join(at, 'disk'));
      if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8k', 'tmpfs', join(at, 'disk')]).status !== 0)
        return undefined;
      await fileOf({ name: 'root' }, join(at, 'disk/file.json'), OLD);
      // Each file takes one page: the disk is then full.
      await fileOf({ name: 'root' }, join(at, 'disk/other'), OLD);
      return 'disk/file.json';
    },
    codes: [0, 4],
    after: (at, isWritten) => {
      const file = join(at, 'disk/file.json');
      const wrong = [
        ...(isWritten ? isNew(file) : isOld(file)),
        ...is('names', readdirSync(join(at, 'disk')).join(), 'file.json,other'),
      ];
      spawnSync('umount', [join(at, 'disk')]);
      return wrong;
    },
  },
];
