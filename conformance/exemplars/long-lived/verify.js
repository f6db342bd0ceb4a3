// Reads every byte of an export ZIP, unpacks it, and returns what its log says is missing.
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';

const count = /^Number of exported \w+: \d+$/;

/** @returns the lines of log.txt that are not counts */
export async function unpack(path, folder) {
  const zip = await yauzl.openPromise(path);
  const names = new Set();
  try {
    for await (const entry of zip.eachEntry()) {
      if (names.has(entry.fileName)) throw new Error('the archive has two members of one name');
      names.add(entry.fileName);
      if (isLink(entry)) throw new Error('the archive has a symbolic link');
      if (entry.fileName.endsWith('/')) continue;
      await writeMember(zip, entry, join(folder, entry.fileName));
    }
  } finally {
    zip.close();
  }
  if (!names.has('log.txt')) throw new Error('the export has no log.txt');
  const log = await readFile(join(folder, 'log.txt'), 'utf8');
  return log.split(/\r?\n/).filter((line) => line.trim() !== '' && !count.test(line.trim()));
}

// yauzl refuses names that lead out of the folder and members of a wrong size; it does not compare the CRC.
async function writeMember(zip, entry, target) {
  await mkdir(dirname(target), { recursive: true });
  let crc = 0;
  const sum = new Transform({
    transform(piece, _encoding, done) {
      crc = crc32(piece, crc);
      done(null, piece);
    },
  });
  await pipeline(await zip.openReadStreamPromise(entry), sum, createWriteStream(target, { flags: 'wx' }));
  if (crc !== entry.crc32) throw new Error('a member has a wrong CRC');
}

function isLink(entry) {
  return entry.versionMadeBy >>> 8 === 3 && ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}
