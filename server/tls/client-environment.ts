import { createHash, X509Certificate } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Authority } from './authority.ts';

/** The variables of programs and runtimes that name the file with the certificates to trust. */
const TRUST = [
  'AWS_CA_BUNDLE',
  'CARGO_HTTP_CAINFO',
  'CURL_CA_BUNDLE',
  'DENO_CERT',
  'GIT_SSL_CAINFO',
  'GRPC_DEFAULT_SSL_ROOTS_FILE_PATH',
  'HEX_CACERTS_PATH',
  'NIX_SSL_CERT_FILE',
  'NODE_EXTRA_CA_CERTS',
  'PERL_LWP_SSL_CA_FILE',
  'PIP_CERT',
  'REQUESTS_CA_BUNDLE',
  'SSL_CERT_FILE',
] as const;

const STORE_PASSWORD = 'changeit';

/** The environment in which programs trust an authority. */
export interface ClientEnvironment {
  /**
   * The environment in which programs use the mock as their proxy and trust its certificates. Programs that
   * have a proxy, an authority or a trust store of their own in their source do not read it.
   *
   * @param env The environment to which the variables are added.
   * @param proxyPort The port of the mock on this machine; undefined when the names already lead to it.
   */
  with(env: NodeJS.ProcessEnv, proxyPort: number | undefined): NodeJS.ProcessEnv;
}

/**
 * Writes the files with which programs trust an authority.
 *
 * @param folder The folder for the files; it must stay while programs use the environment.
 */
export async function environmentTrusting(authority: Authority, folder: string): Promise<ClientEnvironment> {
  const certificates = join(folder, 'authority.pem');
  const store = join(folder, 'trust.jks');
  const wgetrc = join(folder, 'wgetrc');
  const php = join(folder, 'engage-export.ini');
  await Promise.all([
    writeFile(certificates, authority.certificate),
    writeFile(store, javaTrustStore(authority.certificate)),
    writeFile(wgetrc, `ca_certificate = ${certificates}\n`),
    writeFile(php, `curl.cainfo = "${certificates}"\nopenssl.cafile = "${certificates}"\n`),
  ]);
  return {
    with: (env, proxyPort) => ({
      ...env,
      ...Object.fromEntries(TRUST.map((name) => [name, certificates])),
      WGETRC: wgetrc,
      // PHP reads this folder after its own one, for which an empty name stands.
      PHP_INI_SCAN_DIR: `${env.PHP_INI_SCAN_DIR ?? ''}${delimiter}${folder}`,
      JAVA_TOOL_OPTIONS: [
        env.JAVA_TOOL_OPTIONS,
        `-Djavax.net.ssl.trustStore=${quoted(store)}`,
        `-Djavax.net.ssl.trustStorePassword=${STORE_PASSWORD}`,
        ...(proxyPort === undefined ? [] : javaProxy(proxyPort)),
      ]
        .filter(Boolean)
        .join(' '),
      ...(proxyPort === undefined ? {} : proxyVariables(proxyPort)),
    }),
  };
}

function proxyVariables(port: number): NodeJS.ProcessEnv {
  const proxy = `http://127.0.0.1:${port}`;
  return {
    // curl reads the variable for http in lower case only.
    http_proxy: proxy,
    HTTP_PROXY: proxy,
    https_proxy: proxy,
    HTTPS_PROXY: proxy,
    no_proxy: '',
    NO_PROXY: '',
    // From Node 24 on.
    NODE_USE_ENV_PROXY: '1',
  };
}

/** A path as the JVM reads it in this variable: unquoted blanks separate options. */
function quoted(path: string): string {
  if (!/[\s'"]/.test(path)) return path;
  return path.includes('"') ? `'${path}'` : `"${path}"`;
}

function javaProxy(port: number): readonly string[] {
  return ['http', 'https'].flatMap((scheme) => [
    `-D${scheme}.proxyHost=127.0.0.1`,
    `-D${scheme}.proxyPort=${port}`,
  ]);
}

const MAGIC = 0xfeedfeed;
const VERSION = 2;
const TRUSTED_CERTIFICATE = 2;
/** Comes between the password and the content in the checksum of a store. */
const WHITENER = 'Mighty Aphrodite';

/** A trust store that every JDK reads, in the format JKS: a header, one certificate, a checksum. */
function javaTrustStore(pem: string): Buffer {
  const { raw } = new X509Certificate(pem);
  const content = Buffer.concat([
    numbers(MAGIC, VERSION, 1, TRUSTED_CERTIFICATE),
    text('engage-export-kit'),
    // The time of its making, eight bytes.
    numbers(0, 0),
    text('X.509'),
    numbers(raw.length),
    raw,
  ]);
  const password = Buffer.from(STORE_PASSWORD, 'utf16le').swap16();
  const checksum = createHash('sha1').update(password).update(WHITENER).update(content).digest();
  return Buffer.concat([content, checksum]);
}

function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, 4 * index);
  return bytes;
}

/** A text with its length in two bytes. */
function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
