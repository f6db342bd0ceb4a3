import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

/**
 * The clients that may control a server, besides this machine: host names by which neighbours in private
 * networks reach it, such as `mock` or `mock:4010`, and addresses or networks of clients, such as
 * `172.18.0.5` or `172.18.0.0/16`. `true` means this machine only; `false` means nobody, which disables
 * control.
 */
export type ControlOption = boolean | readonly string[];

/** The option `control` is invalid. The message says what was expected and what came. */
export class ControlOptionError extends Error {
  override readonly name = 'ControlOptionError';
}

/** The client of a control request. */
export interface Caller {
  /** The remote address of the connection. */
  readonly peer: string | undefined;
  /** The `Host` header. */
  readonly host: string | undefined;
}

/** The access rules of control. */
export interface ControlAccess {
  /** True if any client may control the server. */
  readonly open: boolean;
  allows(caller: Caller): boolean;
  /** A sentence that says which clients may control the server. */
  readonly text: string;
}

const LOOPBACK_NAME = /^localhost$/i;
const NAME = /^[a-z0-9](?:[a-z0-9._-]{0,252})$/i;
const HOST = /^(\[[0-9a-f:.]{2,45}\]|[^:]{1,253})(?::\d{1,5})?$/i;
/** The addresses of the machine are looked up again after this number of decisions; they seldom change. */
const REMEMBERED = 1000;

/**
 * Makes the access rules of an option.
 *
 * @throws {ControlOptionError} when the option is invalid.
 */
export function controlAccess(option: ControlOption = true): ControlAccess {
  if (option === false) return { open: false, allows: () => false, text: 'Nobody may control the server.' };
  if (option !== true && !Array.isArray(option))
    throw new ControlOptionError(`control: expected true, false or a list, got ${JSON.stringify(option)}.`);
  const entries: readonly string[] = option === true ? [] : option;
  const names = new Set<string>();
  const networks = new BlockList();
  for (const entry of entries) addTo(names, networks, entry);
  const isOwn = ownAddresses();
  return {
    open: true,
    allows({ peer = '', host = '' }) {
      const name = nameIn(host);
      if (name === undefined) return false;
      const address = plain(peer);
      const kind = isIP(address);
      if (kind === 0) return false;
      // Any client can send any name, so a name gives access to neighbours only.
      if (names.has(name) && (isOwn(address) || NEIGHBOURS.check(address, family(kind)))) return true;
      // DNS rebinding: a foreign page whose name resolves to this machine sends that name, not an address.
      const isAddress = isIP(name) !== 0 || LOOPBACK_NAME.test(name);
      if (isLoopback(address)) return LOOPBACK_NAME.test(name) || isLoopback(name) || isOwn(name);
      return isAddress && (isOwn(address) || networks.check(address, family(kind)));
    },
    text:
      entries.length === 0
        ? 'This machine may control the server.'
        : `This machine and ${entries.join(', ')} may control the server: create sessions, read and change everything.`,
  };
}

function addTo(names: Set<string>, networks: BlockList, entry: string): void {
  const [address = '', bits, more] = String(entry).split('/');
  const kind = isIP(address);
  const prefix = bits === undefined ? (kind === 6 ? 128 : 32) : Number(bits);
  const isPrefix =
    more === undefined &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && prefix <= (kind === 6 ? 128 : 32)));
  const name = bits === undefined ? nameIn(entry) : undefined;
  if (kind !== 0 && isPrefix) networks.addSubnet(address, prefix, kind === 6 ? 'ipv6' : 'ipv4');
  else if (name !== undefined && isIP(name) === 0 && NAME.test(name)) names.add(name);
  else
    throw new ControlOptionError(
      `control: expected a name such as mock, an address such as 172.18.0.5 or a network such as 172.18.0.0/16, got ${JSON.stringify(entry)}.`,
    );
}

/** The private and link-local addresses, RFC 1918, 6598, 3927, 4193 and 4291. */
const NEIGHBOURS = new BlockList();
for (const [address, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
] as const)
  NEIGHBOURS.addSubnet(address, bits, 'ipv4');
for (const [address, bits] of [
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  NEIGHBOURS.addSubnet(address, bits, 'ipv6');

function family(kind: number): 'ipv4' | 'ipv6' {
  return kind === 6 ? 'ipv6' : 'ipv4';
}

/** The name or the address in a `Host` header, without port and brackets. */
function nameIn(host: string): string | undefined {
  return HOST.exec(host)?.[1]
    ?.replace(/^\[|\]$/g, '')
    .toLowerCase();
}

/** Converts an IPv4-mapped IPv6 address to IPv4. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d)/i, '').split('%', 1)[0] ?? '';
}

function isLoopback(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}

/** Makes a function that checks whether an address belongs to this machine. */
function ownAddresses(): (address: string) => boolean {
  let known = new Set<string>();
  let left = 0;
  return (address) => {
    if (left-- <= 0) {
      left = REMEMBERED;
      known = new Set(
        Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map((one) => plain(one.address))),
      );
    }
    return known.has(address);
  };
}
