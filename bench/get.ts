import { get, type IncomingMessage } from 'node:http';

/** What a verified admin sends. */
const headers = { authorization: 'Bearer verified-admin' };

/** Asks for an address on a connection of its own and resolves with the head of the answer. Anything but 200 is an error. */
export function ask(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = get(url, { headers, agent: false }, (response) => {
      if (response.statusCode === 200) resolve(response);
      else reject(new Error(`expected 200 from ${url}, got ${response.statusCode}.`));
    });
    request.on('error', reject);
  });
}

/** Milliseconds until a short answer is there. */
export async function answerTime(url: string): Promise<number> {
  const begun = performance.now();
  const response = await ask(url);
  await response.toArray();
  return performance.now() - begun;
}

/** Milliseconds until the first byte of a body; the rest is not waited for. */
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
