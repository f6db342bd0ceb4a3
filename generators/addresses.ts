import { mix } from './hash.ts';

/** Addresses in the data are those of the real service, whatever address the mock itself has. */
const WEB = 'https://www.yammer.com';
const PICTURES = 'https://mugshot0.assets-yammer.com';

const HEX = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));

const API = {
  campaigns: `${WEB}/api/v1/campaigns/`,
  groups: `${WEB}/api/v1/groups/`,
  messages: `${WEB}/api/v1/messages/`,
  notes: `${WEB}/api/v1/notes/`,
  topics: `${WEB}/api/v1/topics/`,
  uploaded_files: `${WEB}/api/v1/uploaded_files/`,
  users: `${WEB}/api/v1/users/`,
  viva_topics: `${WEB}/api/v1/viva_topics/`,
} as const;

/** The address of a resource in the REST API. */
export function apiUrl(collection: keyof typeof API, id: string): string {
  return API[collection] + id;
}

/** The address of a page of the network in a browser. */
export function webUrl(permalink: string, path: string): string {
  return `${WEB}/${permalink}/${path}`;
}

/** The address of a picture on the service's image host. */
export function imageUrl(kind: string, hash: number): string {
  return `${PICTURES}/${kind}/images/{width}x{height}/${guid(hash)}`;
}

/** A version 4 GUID, made from a hash. */
export function guid(hash: number): string {
  const a = mix(hash, 1);
  const b = (mix(hash, 2) & 0xffff0fff) | 0x4000;
  const c = (mix(hash, 3) & 0x3fffffff) | 0x80000000;
  const d = mix(hash, 4);
  return `${word(a)}-${half(b >>> 16)}-${half(b)}-${half(c >>> 16)}-${half(c)}${word(d)}`;
}

function half(n: number): string {
  return `${HEX[(n >>> 8) & 255]}${HEX[n & 255]}`;
}

function word(n: number): string {
  return half(n >>> 16) + half(n);
}
