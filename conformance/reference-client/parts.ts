import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { Network } from './network.ts';
import type { Limits, ReferenceOptions } from './options.ts';

/** A request, ready to be sent. The token is apart, so that nothing that prints a request prints it. */
export interface ReferenceRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined for a request that needs none. */
  readonly token: string | undefined;
  /** @default GET */
  readonly method?: 'POST';
}

/** The head of an answer, and its body on the way. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readable & { readonly complete: boolean };
  /** The beginning of a body that is no export. */
  readonly text: string;
}

export type Decision =
  | { readonly next: 'receive' }
  | { readonly next: 'retry' | 'fail'; readonly why: string };

/** The response to a request for the status of an export request. */
export interface StatusAnswer {
  readonly status: number;
  readonly text: string;
}

export type StatusDecision =
  | { readonly next: 'wait' | 'fail'; readonly why: string }
  | { readonly next: 'download'; readonly links: readonly string[] };

/** The window of one export request, Unix milliseconds. */
export interface FilesRange {
  readonly since: number;
  readonly until: number;
}

/** The window that is asked for, Unix milliseconds; nothing of it is there for a user's export. */
export interface AskedWindow {
  readonly since: number | undefined;
  readonly until: number | undefined;
}

/** The window that an export covers. */
export interface Coverage {
  readonly since: number;
  /** The last instant that is in it. */
  readonly until: number;
}

/** The facts about a CSV. */
export interface CsvFacts {
  readonly member: string;
  /** The names of its columns; undefined when the file has not a byte. */
  readonly header: readonly string[] | undefined;
  /** Rows, the header left out; undefined when the CSV has a problem. */
  readonly rows: number | undefined;
  /** The first problem of the CSV, as a sentence; nothing behind it is read. */
  readonly problem: string | undefined;
  /** Attachments that it names, of `Files.csv` and `Pages.csv` only. */
  readonly paths: readonly string[];
}

/** The facts about a sound archive. */
export interface ArchiveFacts {
  readonly members: ReadonlySet<string>;
  readonly csvs: readonly CsvFacts[];
  /** `log.txt` and `request.txt`, by name with folder. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The parts that an export lacks, and remarks that are no lack. */
export interface Findings {
  readonly missing: readonly string[];
  readonly notes: readonly string[];
}

/** The result of a run. */
export interface Result extends Findings {
  readonly ended: 'complete' | 'partial' | 'failed' | 'nothing-to-do';
  /** The path of the export; undefined when there is none. */
  readonly file: string | undefined;
}

export type Print = (stream: 'stdout' | 'stderr', line: string) => void;

/** The signals for work that may take long and must end at once when the client is told to end. */
export interface Waiting {
  readonly limits: Limits;
  readonly signal: AbortSignal;
  readonly network: Network;
}

/** The tokens of a sign-in. */
export interface Tokens {
  readonly access: string;
  /** The token that gets new ones; undefined when there is none. */
  readonly refresh: string | undefined;
}

/** The client in parts. A mutant is this object with one function replaced. */
export interface ReferenceParts {
  buildRequest(options: ReferenceOptions, window: AskedWindow, token: string): ReferenceRequest;
  /** Resolves to the answer behind all redirects. Rejects with a `Failure`. */
  send(request: ReferenceRequest, waiting: Waiting): Promise<Answer>;
  /**
   * Gets new tokens: with the refresh token of those before, or else by signing in. Rejects with a `Failure`.
   */
  signIn(endpoint: URL, before: Tokens | undefined, waiting: Waiting): Promise<Tokens>;
  decideOnAnswer(answer: Answer): Decision;
  /** The delay after this many tries, milliseconds; `answer` is undefined when there was none. */
  retryDelay(tries: number, answer: Answer | undefined, limits: Limits): number;
  /** Writes the body to a file. Rejects with a `Failure` when not all of it came. */
  receive(answer: Answer, file: string, waiting: Waiting): Promise<void>;
  /** Reads all of an archive. Rejects with a `Failure` when it is not sound. */
  verifyArchive(file: string, signal: AbortSignal): Promise<ArchiveFacts>;
  /** Compares `log.txt` with the files. */
  readLog(facts: ArchiveFacts): Findings;
  /** Compares the files with the request, whatever `log.txt` says. */
  readTables(facts: ArchiveFacts, options: ReferenceOptions): Findings | Promise<Findings>;
  /** The window that came; undefined when nothing tells. */
  coverage(asked: AskedWindow, facts: ArchiveFacts, answer: Answer): Coverage | undefined;
  /** Puts a file under its final name; resolves to that name. */
  publish(file: string, ended: 'complete' | 'partial', place: PublishPlace): Promise<string>;
  /**
   * The start of the next window, Unix milliseconds; undefined the first time. Rejects with a `Failure` when
   * the state cannot be read.
   */
  recall(options: ReferenceOptions): Promise<number | undefined>;
  /**
   * Writes down what is about to be published, so that a run that is killed right after does not export it
   * twice.
   */
  intend(options: ReferenceOptions, coverage: Coverage, file: string): Promise<void>;
  /** Moves the watermark. */
  remember(options: ReferenceOptions, coverage: Coverage): Promise<void>;
  report(result: Result, print: Print): void;
  /** Cuts a window into those of export requests. */
  filesRanges(range: FilesRange): readonly FilesRange[];
  /** The request that creates an export request for files. */
  createRequest(options: ReferenceOptions, range: FilesRange, token: string): ReferenceRequest;
  statusRequest(options: ReferenceOptions, id: string, token: string): ReferenceRequest;
  /** `unfound` counts the answers so far that did not find the export request. */
  decideOnStatus(answer: StatusAnswer, unfound: number): StatusDecision;
  /** The delay before a request for the status, milliseconds; `polls` counts those before it. */
  pollDelay(polls: number, limits: Limits): number;
  /** The request for an archive. The token is there for a client that sends it by mistake. */
  downloadRequest(link: string, token: string): ReferenceRequest;
  /** Reads all of an archive of files. Rejects with a `Failure` when it is not sound. */
  verifyFilesArchive(file: string, signal: AbortSignal): Promise<Findings>;
}

/** The place of an export. */
export interface PublishPlace {
  readonly out: string;
  /** The final name of a complete export, with `.zip`. */
  readonly name: string;
}
