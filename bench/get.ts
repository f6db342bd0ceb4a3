import { get, type IncomingMessage } from 'node:http';

/** The headers of a verified admin. */
const headers = { authorization: 'Bearer verified-admin' };

/**
 * Requests an address on a new connection and resolves with the head of the response. Rejects on any status
 * except 200.
 */
export function ask(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers, agent: false }, (response) => {
      if (response.statusCode === 200) resolve(response);
      else reject(new Error(`expected 200 from ${url}, got ${response.statusCode}.`));
    });
    request.on('error', reject);
  });
}

/** Milliseconds until a short response is complete. */
export async function answerTime(url: string): Promise<number> {
  const begun = performance.now();
  const response = await ask(url);
  await response.toArray();
  return performance.now() - begun;
}

/** Milliseconds until the first byte of a body; it does not wait for the rest. */
export async function firstByteTime(url: string): Promise<number> {
  const begun = performance.now();
  const response = await ask(url);
  const arrived = new Promise<number>((resolve, reject) => {
    response.once('data', () => resolve(performance.now() - begun));
    response.once('error', reject);
  });
  try {
    return await arrived;
  } finally {
    response.on('error', () => undefined);
    response.destroy();
  }
}
