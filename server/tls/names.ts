import { isIP } from 'node:net';

/** The names of the real service; the last one is the host of its pictures. */
const serviceNames = [
  'www.yammer.com',
  'export.yammer.com',
  'api.yammer.com',
  'www.staging.yammer.com',
  'mugshot0.assets-yammer.com',
] as const;

/** The names of the hosts at which clients of the service sign in. */
const signInNames = [
  'login.microsoftonline.com',
  'login.microsoft.com',
  'login.windows.net',
  'sts.windows.net',
] as const;

/** All names that the mock serves. */
export const servedNames: readonly string[] = [...serviceNames, ...signInNames];

const served: ReadonlySet<string> = new Set(servedNames);
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

/**
 * Tells whether the mock answers for a host: a name of the service or of a host for signing in, and this
 * machine.
 */
export function isServed(host: string): boolean {
  const name = bareHost(host);
  return served.has(name) || LOOPBACK.test(name);
}

/**
 * Tells whether a target with an absolute address means this server. Neighbours of a container reach it by a
 * name of one word, or by an address.
 */
export function isOwnHost(host: string): boolean {
  const name = bareHost(host);
  return isServed(name) || isIP(name) !== 0 || !name.includes('.');
}

/** The host of an authority in lower case, without the port and the brackets of an IPv6 address. */
export function bareHost(authority: string): string {
  const host = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  const [, bracketed] = /^\[([0-9a-f:.]+)\]/.exec(host) ?? [];
  if (bracketed !== undefined) return bracketed;
  return isIP(host) === 6 ? host : host.replace(/:\d{0,5}$/, '').replace(/\.$/, '');
}
