import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { constants, link, open, rename, unlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { makeFolders } from '../util/make-folders.ts';
import { machineNow } from '../util/timers.ts';
import type { CertificatePair } from './certificates.ts';

/** The authority cannot be read or made. The message says what was expected, what came, and what to do. */
export class AuthorityError extends Error {
  override readonly name = 'AuthorityError';
}

/** The authority that issues the certificates of the mock. */
export interface Authority extends CertificatePair {
  /** The fingerprint of the certificate, SHA-256 in hexadecimal with colons. */
  readonly fingerprint: string;
  /** The path of the certificate; undefined for one that is only in memory. */
  readonly path: string | undefined;
}

/** The certificate, for programs that have to trust it; and the same with its private key. */
const CERTIFICATE = 'authority.pem';
const WITH_KEY = 'authority.key.pem';
/** The maximum size of these files, bytes. */
const MOST_BYTES = 100_000;
const OTHERS = 0o077;
/** The variable that chooses the folder of the user's settings; on other systems it is `XDG_CONFIG_HOME`. */
const FOLDER_VARIABLE: Partial<Record<NodeJS.Platform, string>> = { win32: 'APPDATA', darwin: 'HOME' };

/** The folder for the settings of this user, by the rules of each system. */
export function settingsFolder(env: NodeJS.ProcessEnv = process.env): string {
  const own = 'engage-export-kit';
  if (process.platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), own);
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', own);
  const { XDG_CONFIG_HOME: given = '' } = env;
  return join(given.startsWith('/') ? given : join(homedir(), '.config'), own);
}

/** Makes an authority that exists only in memory. */
export async function memoryAuthority(): Promise<Authority> {
  return { ...described(await newPair()), path: undefined };
}

/**
 * Reads the authority in a folder, and makes it there if there is none. Processes that do so at the same time
 * get the same one.
 *
 * @param otherFolder the folder to use if files cannot be written in the first one: an account without a home
 * has no place for settings.
 * @throws {AuthorityError} (as a rejection)
 */
export async function authorityIn(folder: string, otherFolder?: string): Promise<Authority> {
  try {
    const text = (await textOf(join(folder, WITH_KEY))) ?? (await madeIn(folder));
    const authority = described(usablePair(text, join(folder, WITH_KEY)));
    const path = join(folder, CERTIFICATE);
    if ((await textOf(path)) !== authority.certificate) {
      const temporary = await written(path, authority.certificate, 0o644);
      await rename(temporary, path);
    }
    return { ...authority, path };
  } catch (error) {
    if (error instanceof AuthorityError) throw error;
    if (otherFolder !== undefined) return authorityIn(otherFolder);
    const advice =
      folder === settingsFolder()
        ? ` Choose another one with the variable ${FOLDER_VARIABLE[process.platform] ?? 'XDG_CONFIG_HOME'}.`
        : '';
    throw new AuthorityError(
      `expected a folder for the certificate authority in which you can write, got ${String(error)}.${advice}`,
    );
  }
}

/** Removes the authority of a folder. Resolves to the paths that were removed. */
export async function removeAuthority(folder: string): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const path of [join(folder, CERTIFICATE), join(folder, WITH_KEY)]) {
    try {
      await unlink(path);
      removed.push(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return removed;
}

/** Makes an authority, unless another process has made one meanwhile. Resolves to the text of the file. */
async function madeIn(folder: string): Promise<string> {
  await makeFolders(folder, 0o700);
  const { certificate, key } = await newPair();
  const path = join(folder, WITH_KEY);
  const temporary = await written(path, certificate + key, 0o600);
  try {
    await link(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(temporary);
  }
  const text = await textOf(path);
  if (text === undefined) throw new AuthorityError(`expected ${path}, which was just made, got no file.`);
  return text;
}

/** Makes a certificate and its key. The library for certificates is loaded only here, once for each user. */
async function newPair(): Promise<CertificatePair> {
  const { makeAuthorityPair } = await import('./certificates.ts');
  return makeAuthorityPair(machineNow());
}

/** The text of a regular file that is no link; undefined when there is none. */
async function textOf(path: string): Promise<string | undefined> {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const handle = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (handle === undefined) return undefined;
  try {
    const { size, mode, isFile } = await handle
      .stat()
      .then((stats) => ({ ...stats, isFile: stats.isFile() }));
    if (!isFile || size > MOST_BYTES)
      throw new AuthorityError(`expected ${path} to be a small file, got something else: remove it.`);
    if (path.endsWith(WITH_KEY) && process.platform !== 'win32' && (mode & OTHERS) !== 0)
      throw new AuthorityError(
        `expected a private key that only you can read, got ${path} with mode ${(mode & 0o777).toString(8)}: others may have read it. Make a new one with engage-export ca --remove.`,
      );
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

/** Writes a new file beside this path. Resolves to its path. */
async function written(path: string, text: string, mode: number): Promise<string> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  const handle = await open(temporary, 'wx', mode);
  try {
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
  return temporary;
}

/**
 * Reads a certificate and its key.
 *
 * @throws {AuthorityError} when programs could not trust what it issues.
 */
function usablePair(text: string, path: string): CertificatePair {
  const [certificate = ''] =
    /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\r?\n/.exec(text) ?? [];
  const [key = ''] = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----\r?\n/.exec(text) ?? [];
  const until = validUntil(certificate, key);
  if (until === undefined)
    throw new AuthorityError(
      `expected a certificate and its key in ${path}, got something else: remove it with engage-export ca --remove.`,
    );
  if (until <= machineNow())
    throw new AuthorityError(
      `expected a certificate that is valid in ${path}, got one that expired on ${new Date(until).toISOString().slice(0, 10)}: remove it with engage-export ca --remove.`,
    );
  return { certificate, key };
}

/** The end of the validity of a certificate, Unix milliseconds; undefined if this is not its key. */
function validUntil(certificate: string, key: string): number | undefined {
  try {
    const read = new X509Certificate(certificate);
    return read.checkPrivateKey(createPrivateKey(key)) ? Date.parse(read.validTo) : undefined;
  } catch {
    return undefined;
  }
}

function described(pair: CertificatePair): Omit<Authority, 'path'> {
  return { ...pair, fingerprint: new X509Certificate(pair.certificate).fingerprint256 };
}
