import { readFile, rename, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { exchange } from './exchange.ts';
import { Failure } from './failure.ts';
import type { Tokens, Waiting } from './parts.ts';
import { retryDelay } from './retry-delay.ts';
import { excerptOf } from './send.ts';

const CLIENT = { client_id: 'engage-export-reference-client', client_secret: 'not a real secret' };
const SCOPE = 'https://www.yammer.com/.default offline_access';
/** The account that exports. */
const ACCOUNT = { username: 'exports@example.com', password: 'not a real password' };

/**
 * Gets new tokens: with the refresh token of those before, or else by signing in. A sign-in that is answered
 * 429 or 5xx is repeated, after Retry-After.
 */
export async function signIn(endpoint: URL, before: Tokens | undefined, waiting: Waiting): Promise<Tokens> {
  if (before?.refresh !== undefined) {
    const refreshed = await asked(
      endpoint,
      { grant_type: 'refresh_token', refresh_token: before.refresh },
      waiting,
    );
    if ('tokens' in refreshed) return refreshed.tokens;
  }
  const signed = await asked(endpoint, { grant_type: 'password', ...ACCOUNT }, waiting);
  if ('tokens' in signed) return signed.tokens;
  throw new Failure(`signing in was refused: ${signed.why}`);
}

type Asked = { readonly tokens: Tokens } | { readonly why: string };

async function asked(endpoint: URL, grant: Record<string, string>, waiting: Waiting): Promise<Asked> {
  const { limits, signal } = waiting;
  const form = new URLSearchParams({ ...grant, ...CLIENT, scope: SCOPE }).toString();
  for (let tries = 1; ; tries++) {
    const response = await exchange(
      { url: endpoint, method: 'POST', headers: { accept: 'application/json' }, form },
      waiting,
    );
    const status = response.statusCode ?? 0;
    const text = await excerptOf(response, waiting, MOST_CHARACTERS);
    if (status === 200) return { tokens: tokensIn(text) };
    const why = `${endpoint.host} answered ${status}${reasonIn(text)}`;
    if (status !== 429 && status < 500) return { why };
    if (tries === limits.tries) throw new Failure(`${why} (${tries} tries)`);
    const answer = { status, headers: response.headers, body: response, text };
    await sleep(retryDelay(tries, answer, limits), undefined, { signal });
  }
}

/** A longer answer is none with tokens. */
const MOST_CHARACTERS = 64 * 1024;

function tokensIn(text: string): Tokens {
  const { access_token: access, refresh_token: refresh } = parsed(text);
  if (typeof access !== 'string') throw new Failure('signing in: expected a token in the answer, got none');
  return { access, refresh: typeof refresh === 'string' ? refresh : undefined };
}

/** The reason of a refusal, in one line. */
function reasonIn(text: string): string {
  const { error, error_description: description = '' } = parsed(text);
  const [line = ''] = String(description).split('\n');
  return typeof error === 'string' ? `: ${error} ${line}`.trimEnd() : '';
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The tokens that an earlier run kept; undefined when there are none that can be read. */
export async function keptTokens(file: string): Promise<Tokens | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const { access, refresh } = parsed(text);
  return typeof access === 'string'
    ? { access, refresh: typeof refresh === 'string' ? refresh : undefined }
    : undefined;
}

/** Keeps the tokens for later runs, for this user only. */
export async function keepTokens(file: string, tokens: Tokens): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, JSON.stringify(tokens), { mode: 0o600 });
  await rename(temporary, file);
}
