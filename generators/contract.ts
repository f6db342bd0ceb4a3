/**
 * A range of time: `from` inclusive, `to` exclusive, both Unix milliseconds. `now` is the clock of the
 * export: nothing after it has happened yet, and `to` is at most `now + 1`.
 */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly now: number;
  /**
   * The things, such as users and communities, that are in the window: those that were `touched` in it
   * (created or changed; the default), or those whose `latest` change is in it.
   */
  readonly things?: 'touched' | 'latest';
}

/** Instants within a window, each after the one before. */
export interface Cuts {
  readonly count: number;
  /** The instant with this index, from 0 to `count - 1`, Unix milliseconds. */
  at(index: number): number;
}

/** One row of any file, by column name. Ids and timestamps are text; an empty value is `''`. */
export type Row = Readonly<Record<string, string | number | boolean>>;

/**
 * The rows of one file, lazily. A file may have all rows of another one again, in the same order and among
 * others. Rows that a scenario changes have none of the optional properties.
 */
export interface Rows extends Iterable<Row> {
  /** A name for exactly these rows, if they contain those of another file. */
  readonly name?: string;
  /** The rows of the file that has these rows again. */
  readonly within?: RowsOfTwo;
}

/** The rows of two files in one pass. */
export interface RowsOfTwo {
  /** The name of the rows of the file that has more. */
  readonly name: string;
  /** All rows of the file that has more. */
  rows(): Iterable<SharedRow>;
}

/** A row of one file or of two. */
export interface SharedRow {
  readonly row: Row;
  /** False if only the file that has more rows has it. */
  readonly shared: boolean;
}

/**
 * The form of ids: `current` has 16 digits that rise with time, `small` ten digits below 2^31, `large` 18
 * digits, beyond 2^53.
 */
export type IdStyle = 'current' | 'small' | 'large';

/** A file that a user uploaded and that the network stores: one member under `files/`. */
export interface Attachment {
  /** The member's name, equal to `path` in `Files.csv`. */
  readonly path: string;
  /** The upload time of the version, Unix milliseconds. */
  readonly uploadedAt: number;
  /** The content in pieces; every call gives the same pieces. */
  content(): Iterable<Buffer> | AsyncIterable<Buffer>;
}

/** The content of a file with the name under which it was uploaded. */
export interface Content extends Attachment {
  readonly name: string;
  readonly mediaType: string;
  /** The size of the content. */
  readonly bytes: number;
}

export type UserState = 'active' | 'suspended' | 'deleted';

export interface FoundUser {
  /** An opaque handle for `userRows` and `userAttachments`. */
  readonly index: number;
  readonly id: string;
  readonly state: UserState;
  /** True for a user of another network who is a guest in an external community. */
  readonly external: boolean;
}

/** The kinds of things that have an address in the REST API, by their names in it. */
export type Resource =
  | 'users'
  | 'groups'
  | 'messages'
  | 'uploaded_files'
  | 'topics'
  | 'viva_topics'
  | 'campaigns'
  | 'notes'
  | 'sentiments';

/** A thing that was found by its id. */
export interface FoundResource {
  readonly row: Row;
  /** The network to which the thing belongs. */
  readonly network: Pick<Network, 'id' | 'permalink' | 'name'>;
}

/** The threads to list. */
export interface ThreadFilter {
  /** Unix milliseconds: only threads that began before. */
  readonly before: number;
  /** The clock, Unix milliseconds. */
  readonly now: number;
  /** The id of a community: only its threads. */
  readonly community?: string | undefined;
  /** The id of a user: only threads in which that user wrote. */
  readonly user?: string | undefined;
}

/** A place in the list of threads. */
export interface ThreadPlace {
  /** Unix milliseconds. */
  readonly startedAt: number;
  /** The id of the thread; undefined when the filter leaves it out, so that a caller can take a break. */
  readonly id: string | undefined;
}

/** A message of a conversation. Its rows are computed on demand. */
export interface ConversationMessage {
  /** Unix milliseconds. */
  readonly postedAt: number;
  /** The row of `Messages.csv`. */
  latest(): Row;
  /** The rows of `MessageVersions.csv`, the oldest first. */
  versions(): readonly Row[];
  /** The rows of `LikedMessageHistory.csv`: each reaction, and its removal. */
  reactions(): readonly Row[];
  /** The rows of `Files.csv`: the versions of the file that the message carries. */
  files(): readonly Row[];
}

/** A thread with all that happened in it by an instant. */
export interface Conversation {
  readonly id: string;
  /** Such as `poll`, `question` or `private`. */
  readonly kind: string;
  /** Unix milliseconds. */
  readonly startedAt: number;
  /** The network in which the thread was begun. */
  readonly network: Pick<Network, 'id' | 'permalink' | 'name'>;
  /** In order of time. */
  readonly messages: readonly ConversationMessage[];
}

/** One tenant or external network. Everything in it is computed on demand; nothing is stored. */
export interface Network {
  readonly id: string;
  readonly permalink: string;
  readonly name: string;
  /** The time at which the network was made, Unix milliseconds: no row is older. */
  readonly createdAt: number;
  /** The time from which the network has messages and other events, Unix milliseconds. */
  readonly startsAt: number;
  /** The rows of one file (by its key in `schemas/`) in a window, lazily. */
  rows(key: string, window: Window): Rows;
  /**
   * The instants that cut a window of a large file into parts of some megabytes: the rows of the parts, one
   * part after another, are the rows of the window. None for a small window; undefined for files that are
   * never cut. They depend on the network and the window alone.
   */
  cuts(key: string, window: Window): Cuts | undefined;
  /** The rows of one file in a user's export at `now`, lazily. */
  userRows(key: string, user: FoundUser, now: number): Iterable<Row>;
  /** The stored files whose `Files.csv` row is in the window, in the order of the rows. */
  attachments(window: Window): Iterable<Attachment>;
  /** The contents of the notes of 2018 whose `Pages.csv` row is in the window, in the order of the rows. */
  pages(window: Window): Iterable<Attachment>;
  userAttachments(user: FoundUser, now: number): Iterable<Attachment>;
  /** The user with this id at `now`; undefined when no user has the id (yet). */
  findUser(id: string, now: number): FoundUser | undefined;
  /** The tenant in Microsoft Entra to which the network belongs, a GUID. */
  readonly tenantId: string;
  /** A thing as it is at `now`, by its id, in this network or another one; undefined when there is none. */
  resource(kind: Resource, id: string, now: number): FoundResource | undefined;
  /** The content of a file, by default of its latest version; undefined when there is none, or no more. */
  content(file: string, version: string | undefined, now: number): Content | undefined;
  /** The content of the note of a community; none when there is no such community. */
  notes(community: string, now: number): Iterable<Content>;
  /** The threads, the newest first, with those that the filter leaves out; undefined to take a break. */
  threads(filter: ThreadFilter): Iterable<ThreadPlace | undefined>;
  /** A thread as it is at `now`, by its id, in this network or another one; undefined when there is none. */
  conversation(id: string, now: number): Conversation | undefined;
  /** The ids of the users with an active account at `now`, without guests. */
  userIds(now: number): Iterable<string>;
  /** The ids of the communities that are there at `now`. */
  communityIds(now: number): Iterable<string>;
  /** The ids of the active members of a community; undefined for each user who is none, to take a break. */
  memberIds(community: string, now: number): Iterable<string | undefined>;
  /** The id of the active user with a mail address; undefined when there is none. */
  idByEmail(email: string, now: number): string | undefined;
  /** A few users of each state at `now`, to give people an id to try. */
  sampleUsers(now: number): readonly FoundUser[];
  /** An active user who wrote much by `now`; undefined when none of the first users is active. */
  busyUser(now: number): FoundUser | undefined;
  /** The names of the administrators at `now`, the token's owner first. */
  admins(now: number): readonly {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly roles: readonly string[];
  }[];
}

/** All options of a world; `worldOptions()` fills in those that are left out. */
export interface WorldOptions {
  /** Any text or number; another seed gives another world. */
  readonly seed: string;
  /** The name of the size that the numbers came from, or `custom`. */
  readonly size: string;
  /** The number of users in the home network. 15 % of that number join every year, and as many leave. */
  readonly users: number;
  /** The average number of messages per day in the home network. */
  readonly messagesPerDay: number;
  /**
   * The first instant of the network that is shown, Unix milliseconds, a whole second. Another one cuts off
   * more or fewer old rows, and changes no other.
   */
  readonly start: number;
  /** The number of external networks associated with the home network. */
  readonly externalNetworks: number;
  readonly ids: IdStyle;
  /** The average size of an attachment in bytes. */
  readonly attachmentBytes: number;
}

/** The home network first, then its external networks. */
export interface World {
  readonly options: WorldOptions;
  readonly networks: readonly [Network, ...Network[]];
}
