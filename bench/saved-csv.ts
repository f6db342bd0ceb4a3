import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';

/** Writes the contents of all CSVs of an archive into one file, one after another. */
export async function saveCsv(archive: string, file: string): Promise<void> {
  await (await open(file, 'w')).close();
  const zip = await openPromise(archive, { lazyEntries: true, autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      if (!entry.fileName.endsWith('.csv')) continue;
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file, { flags: 'a' }));
    }
  } finally {
    zip.close();
  }
}
