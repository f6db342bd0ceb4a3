import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

/**
 * Those who may control a server, besides this machine: names by which neighbours in private networks call it, as
 * `mock` or `mock:4010`, and addresses or networks that callers have, as `172.18.0.5` or `172.18.0.0/16`. `true` is this machine only; `false`
 * is nobody, and then there is no control.
 */
export type ControlOption = boolean | readonly string[];

/** Somebody was named who cannot be meant. The message says what was expected and what came. */
export class ControlOptionError extends Error {
  override readonly name = 'ControlOptionError';
}

/** A caller. */
export interface Caller {
  /** The address of the other end of the connection. */
  readonly peer: string | undefined;
  /** The `Host` header. */
  readonly host: string | undefined;
}

/** Decides who may control a server. */
export interface ControlAccess {
  /** Whether anybody may. */
  readonly open: boolean;
  allows(caller: Caller): boolean;
  /** Who may, in a sentence. */
  readonly text: string;
}

const LOOPBACK_NAME = /^localhost$/i;
const NAME = /^[a-z0-9](?:[a-z0-9._-]{0,252})$/i;
const HOST = /^(\[[0-9a-f:.]{2,45}\]|[^:]{1,253})(?::\d{1,5})?$/i;
/** The interfaces of a machine seldom change: they are looked up again after so many decisions. */
const REMEMBERED = 1000;

/** The decision that an option stands for. @throws ControlOptionError */
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
      // A name can be sent by anybody: it opens the door to neighbours only, not to the world.
      if (names.has(name) && (isOwn(address) || NEIGHBOURS.check(address, family(kind)))) return true;
      // A page of another site that has its name resolve to this machine sends that name: an address cannot be resolved.
      const isAddress = isIP(name) !== 0 || LOOPBACK_NAME.test(name);
      if (isLoopback(address)) return LOOPBACK_NAME.test(name) || isLoopback(name) || isOwn(name);
      return isAddress && (isOwn(address) || networks.check(address, family(kind)));
    },
    text:
      entries.length === 0
        ? 'This machine may control the server.'
        : `This machine and ${entries.join(', ')} may control the server: make sessions, read and change everything.`,
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

/** The addresses that only a neighbour can have: private and link-local ones, RFC 1918, 6598, 3927, 4193 and 4291. */
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

/** The name or the address of a `Host` header, without its port and without brackets. */
function nameIn(host: string): string | undefined {
  return HOST.exec(host)?.[1]
    ?.replace(/^\[|\]$/g, '')
    .toLowerCase();
}

/** An IPv4 address as it is, where it came in the form of IPv6. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d)/i, '').split('%', 1)[0] ?? '';
}

function isLoopback(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}

/** Tells whether an address is one of this machine's own. */
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
