import type { IdStyle } from './contract.ts';
import { sixteenDigits } from './digits.ts';

/**
 * The kinds of things that have an id. The position in the list is part of the id, so no two kinds share an
 * id.
 */
const KINDS = [
  'user',
  'group',
  'message',
  'conversation',
  'file',
  'fileVersion',
  'fileRevision',
  'topic',
  'tag',
  'vivaTopic',
  'campaign',
  'ama',
  'segment',
  'answerVote',
  'threadVote',
  'pollVote',
  'topicSubscription',
  'mutedUser',
  'watchTheme',
  'summary',
  'topicMigration',
  'applicationMigration',
  'network',
  'openGraph',
  'pin',
  'hiddenGroup',
  'notification',
  'badge',
  'banner',
  'device',
  'broadcastPin',
  'application',
] as const;

export type IdKind = (typeof KINDS)[number];

const PLACES = Object.fromEntries(KINDS.map((kind, place) => [kind, place])) as Record<IdKind, number>;

/**
 * 32 kinds and 32 networks fit below each millisecond: 16 digits today, and exact in a double until the year
 * 2248.
 */
const KIND_BITS = 32;
const NETWORK_BITS = 32;
const PER_MILLISECOND = KIND_BITS * NETWORK_BITS;

/**
 * Ten digits below 2^31 leave 1.147 billion ids: most for messages, the rest for the other kinds and
 * networks.
 */
const SMALL_BASE = 1_000_000_000;
const SMALL_MESSAGES = 640_000_000;
const SMALL_NETWORKS = 16;
const SMALL_OTHERS = Math.floor((2 ** 31 - SMALL_BASE - SMALL_MESSAGES) / (KINDS.length * SMALL_NETWORKS));

/** The maximum number of ordinals that ids of ten digits can hold; after that many, they begin again. */
export const SMALL_LIMITS = {
  messages: SMALL_MESSAGES / SMALL_NETWORKS,
  others: SMALL_OTHERS,
  networks: SMALL_NETWORKS,
} as const;

function limitOf(kind: IdKind): number {
  return kind === 'message' ? SMALL_LIMITS.messages : SMALL_LIMITS.others;
}

/**
 * The ids of one network. Each id holds its kind, its network and its instant (or its ordinal, when ids are
 * small), so it can be decoded.
 */
export class Ids {
  readonly style: IdStyle;
  readonly #network: number;

  constructor(style: IdStyle, network: number) {
    this.style = style;
    this.#network = network;
  }

  /**
   * @param ordinal the number of the thing among its kind, in order of time, counted from the origin.
   * @param instant its creation time, Unix milliseconds; no two things of a kind share one.
   */
  text(kind: IdKind, ordinal: number, instant: number): string {
    const place = PLACES[kind];
    if (this.style === 'small') return String(this.#small(place) + (ordinal % limitOf(kind)));
    const id = sixteenDigits(instant * PER_MILLISECOND + place * NETWORK_BITS + this.#network);
    return this.style === 'large' ? '90' + id : id;
  }

  /**
   * The instant in an id, or the rest of its ordinal by a modulus when ids are small; undefined when it is
   * not an id of this kind and network.
   */
  parse(kind: IdKind, text: string): { instant: number } | { ordinal: number; modulus: number } | undefined {
    const place = PLACES[kind];
    if (this.style === 'large' && !text.startsWith('90')) return undefined;
    const id = Number(this.style === 'large' ? text.slice(2) : text);
    if (!Number.isSafeInteger(id)) return undefined;
    if (this.style === 'small') {
      const ordinal = id - this.#small(place);
      const modulus = limitOf(kind);
      return ordinal >= 0 && ordinal < modulus ? { ordinal, modulus } : undefined;
    }
    if (id % PER_MILLISECOND !== place * NETWORK_BITS + this.#network) return undefined;
    return { instant: Math.floor(id / PER_MILLISECOND) };
  }

  #small(place: number): number {
    if (place === PLACES.message) return SMALL_BASE + this.#network * SMALL_LIMITS.messages;
    return SMALL_BASE + SMALL_MESSAGES + (this.#network * KINDS.length + place) * SMALL_OTHERS;
  }
}
