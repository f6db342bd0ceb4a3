/** A stretch of time: `from` inclusive, `to` exclusive, both Unix milliseconds. `now` is the clock of the export: nothing later has happened yet, and `to` is at most `now + 1`. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly now: number;
}

/** One row of any file: column name to value, ids and timestamps as text, nothing as `''`. */
export type Row = Readonly<Record<string, string | number | boolean>>;

/** How ids look: `current` 16 digits that rise with time, `small` ten digits below 2^31, `large` 18 digits, beyond 2^53. */
export type IdStyle = 'current' | 'small' | 'large';

/** A file that somebody uploaded and that is stored in the network: one member under `files/`. */
export interface Attachment {
  /** The member's name, the same text as `path` in `Files.csv`. */
  readonly path: string;
  /** When the version was uploaded, Unix milliseconds. */
  readonly uploadedAt: number;
  /** The content in pieces; the same pieces at every call. */
  content(): Iterable<Buffer> | AsyncIterable<Buffer>;
}

export type UserState = 'active' | 'suspended' | 'deleted';

export interface FoundUser {
  /** Opaque handle for `userRows` and `userAttachments`. */
  readonly index: number;
  readonly id: string;
  readonly state: UserState;
  /** Belongs to another network and is here as a guest of an external community. */
  readonly external: boolean;
}

/** One tenant or external network. Everything in it is computed when asked for; nothing is stored. */
export interface Network {
  readonly id: string;
  readonly permalink: string;
  readonly name: string;
  /** Unix milliseconds. */
  readonly createdAt: number;
  /** The rows of one file (by its key in `schemas/`) in a window, lazily. */
  rows(key: string, window: Window): Iterable<Row>;
  /** What one user's export holds of one file at `now`, lazily. */
  userRows(key: string, user: FoundUser, now: number): Iterable<Row>;
  /** The stored files whose `Files.csv` row is in the window, in the order of the rows. */
  attachments(window: Window): Iterable<Attachment>;
  userAttachments(user: FoundUser, now: number): Iterable<Attachment>;
  /** The user with this id at `now`; undefined for an id that nobody has (yet). */
  findUser(id: string, now: number): FoundUser | undefined;
  /** A few users of each state at `now`, for people who look for an id to try. */
  sampleUsers(now: number): readonly FoundUser[];
  /** Names of the administrators at `now`, the token's owner first. */
  admins(now: number): readonly {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly roles: readonly string[];
  }[];
}

/** Everything a world is made of, complete: `worldOptions()` fills in what a person left out. */
export interface WorldOptions {
  /** Any text or number; another seed is another world. */
  readonly seed: string;
  /** Name of the size the figures came from, or `custom`. */
  readonly size: string;
  /** Users of the home network on its first day; 15 % of that number join every year. */
  readonly users: number;
  /** Messages a day on average, home network. */
  readonly messagesPerDay: number;
  /** The first instant of the home network, Unix milliseconds, a UTC midnight. */
  readonly start: number;
  /** External networks associated with the home network. */
  readonly externalNetworks: number;
  readonly ids: IdStyle;
  /** Average size of an attachment in bytes. */
  readonly attachmentBytes: number;
}

/** The home network first, then its external networks. */
export interface World {
  readonly options: WorldOptions;
  readonly networks: readonly [Network, ...Network[]];
}
