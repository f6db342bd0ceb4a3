import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A member as an independent reader reports it. */
export interface ReadMember {
  readonly name: string;
  readonly size: number;
  /** The SHA-256 of the content, hexadecimal. */
  readonly sha256: string;
}

/** The result of reading one archive. */
export interface Reading {
  /** True if the program refused the archive. */
  readonly refused: boolean;
  /** The members, if the program reports them. */
  readonly members?: readonly ReadMember[];
}

/** A program that reads ZIPs and is independent of this project. */
export interface ZipReader {
  readonly name: string;
  /** Reads each archive. Rejects if the program is missing. Returns the results in the order of the files. */
  read(files: readonly string[], folder: string): Promise<readonly Reading[]>;
}

/** Returns null if the failure means that the program is not installed, and throws any other. */
export function nullIfMissing(error: unknown): null {
  // EACCES: a folder of PATH that this user may not search.
  if (['ENOENT', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
  throw error;
}

/** Runs a program that reads one archive and whose output is the content, or irrelevant. */
async function readsEach(
  files: readonly string[],
  program: string,
  args: readonly string[],
): Promise<readonly Reading[]> {
  const readings: Reading[] = [];
  for (const file of files) {
    const child = spawn(program, [...args, file], { stdio: 'ignore' });
    const [code] = (await once(child, 'close')) as [number | null];
    readings.push({ refused: code !== 0 });
  }
  return readings;
}

/** Runs a program that reads all archives, and prints a line of JSON for each. */
async function readsAll(program: string, args: readonly string[]): Promise<readonly Reading[]> {
  const { stdout } = await run(program, args, { maxBuffer: 1 << 28 });
  const lines = stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Reading);
}

const python = `
import hashlib, json, sys, zipfile
def members(path):
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            digest, size = hashlib.sha256(), 0
            with archive.open(info) as content:
                while part := content.read(1 << 20):
                    digest.update(part)
                    size += len(part)
            yield {'name': info.filename, 'size': size, 'sha256': digest.hexdigest()}
for path in sys.argv[1:]:
    try:
        print(json.dumps({'refused': False, 'members': list(members(path))}))
    except Exception:
        print(json.dumps({'refused': True}))
`;

/** Reads from start to end without the directory, so it depends on the data descriptors. */
const java = `
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.security.*;
import java.util.*;
import java.util.zip.*;

public class Members {
  public static void main(String[] args) throws Exception {
    var out = new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), false, "UTF-8");
    for (var path : args) {
      try {
        out.println("{\\"refused\\":false,\\"members\\":[" + String.join(",", members(path)) + "]}");
      } catch (IOException | IllegalArgumentException refusal) {
        out.println("{\\"refused\\":true}");
      }
    }
    out.flush();
  }

  static List<String> members(String path) throws IOException, NoSuchAlgorithmException {
    var members = new ArrayList<String>();
    try (var zip = new ZipInputStream(new BufferedInputStream(new FileInputStream(path), 1 << 16))) {
      var part = new byte[1 << 16];
      for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
        var digest = MessageDigest.getInstance("SHA-256");
        long size = 0;
        for (int read; (read = zip.read(part)) > 0; size += read) digest.update(part, 0, read);
        var hex = String.format("%064x", new java.math.BigInteger(1, digest.digest()));
        members.add("{\\"name\\":\\"" + entry.getName() + "\\",\\"size\\":" + size + ",\\"sha256\\":\\"" + hex + "\\"}");
      }
    }
    return members;
  }
}
`;

/** Common programs for opening exports. */
export const zipReaders: readonly ZipReader[] = [
  { name: 'unzip', read: (files) => readsEach(files, 'unzip', ['-tqq']) },
  {
    name: 'Python’s zipfile',
    read: (files) => readsAll('python3', ['-X', 'utf8', '-c', python, ...files]),
  },
  {
    name: 'Java’s ZipInputStream',
    async read(files, folder) {
      const program = join(folder, 'Members.java');
      await writeFile(program, java);
      return readsAll('java', ['-XX:TieredStopAtLevel=1', program, ...files]);
    },
  },
  { name: '7-Zip', read: (files) => readsEach(files, '7z', ['t', '-bd']) },
  { name: 'bsdtar', read: (files) => readsEach(files, 'bsdtar', ['-xOf']) },
];
