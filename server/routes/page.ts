import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusalOf } from '../control/guard.ts';
import { plain } from '../http/responses.ts';
import type { Sessions } from '../sessions/index.ts';
import { once } from '../util/once.ts';

/** The places of the assets: beside the compiled server, and in the folder of the build when sources run. */
const FOLDERS = ['../page/assets/', '../../dist/server/page/assets/'];

const MISSING = 'The page is not built: expected dist/server/page/assets. Run npm run build.';

/**
 * The page may run its own script, use its own styles and ask its own server; blobs are for files that it
 * shows. `require-trusted-types-for` forbids markup from texts.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/** All assets by name; `undefined` when the page is not built. */
const assets = once(async (): Promise<ReadonlyMap<string, Buffer> | undefined> => {
  for (const folder of FOLDERS) {
    const url = new URL(folder, import.meta.url);
    const names = await readdir(fileURLToPath(url)).catch(() => []);
    if (names.length === 0) continue;
    return new Map(
      await Promise.all(names.map(async (name) => [name, await readFile(new URL(name, url))] as const)),
    );
  }
  return undefined;
});

/** Answers with the page, if the client may control the server: the page can do nothing else. */
export async function answerPage(
  sessions: Sessions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const reason = refusalOf(request.raw, sessions.access);
  if (reason !== undefined) return plain(reply, 403, reason);
  return answerAsset('index.html', reply);
}

/** Answers with one file of the page. The guard of the control API has allowed the client. */
export async function answerAsset(name: string, reply: FastifyReply): Promise<FastifyReply> {
  const all = await assets();
  if (all === undefined) return plain(reply, 503, MISSING);
  const content = all.get(name);
  if (content === undefined) return plain(reply, 404, 'There is no such file of the page: load it again.');
  const type = types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
  // The names of script and style sheet change with their contents; the document that names them stays new.
  const isDocument = name.endsWith('.html');
  return reply
    .code(200)
    .headers({
      'content-type': type,
      'content-security-policy': POLICY,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      vary: 'Accept',
      'cache-control': isDocument ? 'no-store' : 'private, max-age=31536000, immutable',
    })
    .send(content);
}
