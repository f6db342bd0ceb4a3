import type { AssumptionName, assumptions, NetworkProfile } from '../../../schemas/index.ts';
import { type Ask, NOW, testContext, userOf } from '../serve.ts';
import { unzip } from '../unzip.ts';

export const EXPORT = '/api/v1/export';
export const USERS = `${EXPORT}/users`;
export const ACTIVE = userOf('active');
export const { networks } = await testContext().world();

/**
 * The observation that shows the effect of an assumption, and its expected result for each value. A missing
 * value does not compile.
 */
export type Proofs = {
  readonly [K in AssumptionName]: {
    readonly see: (askIn: (profile: NetworkProfile) => Ask) => Promise<unknown>;
    readonly seen: Readonly<Record<(typeof assumptions)[K]['values'][number]['value'], unknown>>;
  };
};

export type Members = ReadonlyMap<string, Buffer>;

export async function answers(ask: Ask, ...calls: readonly Parameters<Ask>[]): Promise<unknown[]> {
  const all = [];
  for (const call of calls) {
    const { statusCode, body } = await ask(...call);
    all.push(statusCode === 200 ? 200 : [statusCode, body]);
  }
  return all;
}

export async function exported(ask: Ask, query: string, path = EXPORT): Promise<Members> {
  const answer = await ask(`${path}?${query}`);
  if (answer.statusCode === 200) return unzip(answer.rawPayload);
  return new Map([['refused', Buffer.from(String(answer.statusCode))]]);
}

/** Returns the lines of `request.txt` for some parameters, or the status of the error response. */
export async function requests(ask: Ask, names: readonly string[], ...queries: readonly string[]) {
  const all = [];
  for (const query of queries) {
    const members = await exported(ask, query);
    const lines = (members.get('request.txt')?.toString() ?? '').split('\n').map((line) => line.split(': '));
    const refused = members.get('refused')?.toString();
    all.push(refused ?? names.map((name) => lines.find(([key]) => key === name)?.[1]).join(' '));
  }
  return all;
}

/** Returns the CSVs with rows, the CSVs without rows, and the number of the latter. */
export function csvs(members: Members) {
  const all = [...members].filter(([name]) => name.endsWith('.csv'));
  const filled = all.filter(([, content]) => content.toString().trimEnd().includes('\n'));
  return { names: all.map(([name]) => name), filled: filled.map(([name]) => name) };
}

export const hasAttachments = (members: Members) =>
  [...members.keys()].some((name) => name.includes('files/'));
export const linesOf = (members: Members, name: string) =>
  members.get(name)?.toString().split('\n').slice(0, -1) ?? [];

export const BEGINNING = '1970-01-01T00:00:00.000Z';
export const now = new Date(NOW).toISOString();
