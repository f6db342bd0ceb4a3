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

/** A program that reads ZIPs and is independent of this project. */
export interface ZipReader {
  readonly name: string;
  /**
   * Reads the archive in `file` and rejects on any error. Returns the members if the program reports them.
   */
  read(file: string, folder: string): Promise<readonly ReadMember[] | undefined>;
}

/** Whether the failure means that the program is not installed. */
export function isMissing(error: unknown): boolean {
  // EACCES: a folder of PATH that this user may not search.
  return ['ENOENT', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '');
}

async function output(program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run(program, args, { maxBuffer: 1 << 28 });
  return stdout;
}

/** Runs a program whose output is the content, or irrelevant. */
async function succeeds(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${program} ended with ${code} where 0 was expected: ${complaint}`);
}

function parsed(lines: string): ReadMember[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ReadMember);
}

const python = `
import hashlib, json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    for info in archive.infolist():
        digest, size = hashlib.sha256(), 0
        with archive.open(info) as content:
            while part := content.read(1 << 20):
                digest.update(part)
                size += len(part)
        print(json.dumps({'name': info.filename, 'size': size, 'sha256': digest.hexdigest()}))
`;

/** Reads from start to end without the directory, so it depends on the data descriptors. */
const java = `
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.security.*;
import java.util.zip.*;

public class Members {
  public static void main(String[] args) throws Exception {
    var out = new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), false, "UTF-8");
    try (var zip = new ZipInputStream(new BufferedInputStream(new FileInputStream(args[0]), 1 << 16))) {
      var part = new byte[1 << 16];
      for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
        var digest = MessageDigest.getInstance("SHA-256");
        long size = 0;
        for (int read; (read = zip.read(part)) > 0; size += read) digest.update(part, 0, read);
        var hex = String.format("%064x", new java.math.BigInteger(1, digest.digest()));
        out.println("{\\"name\\":\\"" + entry.getName() + "\\",\\"size\\":" + size + ",\\"sha256\\":\\"" + hex + "\\"}");
      }
    }
    out.flush();
  }
}
`;

/** Common programs for opening exports. */
export const zipReaders: readonly ZipReader[] = [
  {
    name: 'unzip',
    async read(file) {
      await succeeds('unzip', ['-tqq', file]);
      return undefined;
    },
  },
  {
    name: 'Python’s zipfile',
    async read(file) {
      return parsed(await output('python3', ['-X', 'utf8', '-c', python, file]));
    },
  },
  {
    name: 'Java’s ZipInputStream',
    async read(file, folder) {
      const program = join(folder, 'Members.java');
      await writeFile(program, java);
      return parsed(await output('java', ['-XX:TieredStopAtLevel=1', program, file]));
    },
  },
  {
    name: '7-Zip',
    async read(file) {
      await succeeds('7z', ['t', '-bd', file]);
      return undefined;
    },
  },
  {
    name: 'bsdtar',
    async read(file) {
      await succeeds('bsdtar', ['-xOf', file]);
      return undefined;
    },
  },
];
