import { createWriteStream } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as yauzl from 'yauzl';
import type { PublishPlace, ReferenceParts } from '../reference-client/parts.ts';

/** The way in which the members of an archive become files. */
export interface Unpacking {
  /** The path of a member below the folder of the export; its own name when left out. */
  readonly nameOf?: (name: string) => string;
  /** The text that the rows of a CSV are stored as. */
  readonly rowsOf?: (csv: Buffer) => string | Buffer;
  /** Tells whether a member becomes a file; every one when left out. */
  readonly keeps?: (name: string) => boolean;
  /** Links are made as the archive has them. */
  readonly links?: true;
}

const MODE = 0o170000;
const LINK = 0o120000;

/** A `publish` that leaves files in place of the ZIP. */
export function unpacking({
  nameOf = (name) => name,
  keeps = () => true,
  rowsOf,
  links,
}: Unpacking): ReferenceParts['publish'] {
  return async (file, _, { out, name }: PublishPlace) => {
    const folder = join(out, name.replace(/\.zip$/, ''));
    const zip = await yauzl.openPromise(file, { lazyEntries: true, autoClose: false, decodeStrings: false });
    for await (const entry of zip.eachEntry()) {
      const member = entry.fileNameRaw.toString('utf8');
      const target = join(folder, nameOf(member));
      if (member.endsWith('/') || !keeps(member)) continue;
      await mkdir(dirname(target), { recursive: true });
      const stream = await zip.openReadStreamPromise(entry);
      const isLink = ((entry.externalFileAttributes >>> 16) & MODE) === LINK;
      if (links && isLink) {
        await symlink((await bytesOf(stream)).toString(), target);
      } else if (rowsOf !== undefined && member.endsWith('.csv') && !member.includes('files/')) {
        await writeFile(target, rowsOf(await bytesOf(stream)));
      } else {
        await pipeline(stream, createWriteStream(target));
      }
    }
    zip.close();
    return folder;
  };
}

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
