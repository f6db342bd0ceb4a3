import type { Exchange } from '../../server/index.ts';
import type { FileSeen } from '../sandbox/snapshot.ts';
import type { Run } from './case.ts';
import type { Outcome, RunValues } from './client-description.ts';
import type { ProcessObservation } from './process.ts';
import type { MemberPlace } from './report.ts';
import type { SequenceObservation } from './sequence.ts';

/** The observation of one run of a client. */
export interface RunObservation {
  readonly run: Run;
  readonly values: RunValues;
  /** The server's clock, Unix milliseconds. */
  readonly now: number;
  readonly process: ProcessObservation;
  /** The outcome that the client reports by its exit code; undefined when it did not end by itself. */
  readonly outcome: Outcome | undefined;
  /** The requests that reached the server during the run, in order. */
  readonly exchanges: readonly Exchange[];
  /** The entries of the output folder after the run, and before it. */
  readonly out: readonly FileSeen[];
  readonly outBefore: readonly FileSeen[];
  readonly state: readonly FileSeen[];
  /**
   * The reason why the folders of the case cannot be judged: they are not the ones that the kit made, or they
   * hold more than the limits allow. The kit then touched nothing in them and makes no further run.
   */
  readonly breach: string | undefined;
  /** The entries that could not be read, a sentence each. */
  readonly unreadable: readonly string[];
  /** Files outside of the folders that the client was given, below their common parent. */
  readonly escaped: readonly FileSeen[];
  /**
   * The export that the client wrote; undefined when nothing looks like an export, or when it was not looked
   * for.
   */
  readonly actualExport: ActualExport | undefined;
  /**
   * Every export that was written in the run, whole as far as the client's names say; undefined when the case
   * is no campaign.
   */
  readonly writtenExports?: readonly ActualExport[] | undefined;
  /**
   * The export that the server holds for the parameters of the run by its clock; for a `resume`, the
   * parameters that the client chose. The export that a scenario made of it, where the case says so.
   * Undefined when there is no such export, or when it is too large to be held.
   */
  readonly expectedExport: ExpectedExport | undefined;
  /** The usual export, where what is kept may be that too and not only what a scenario made of it. */
  readonly baselineExport: ExpectedExport | undefined;
  /** The places where the token was found: `stdout`, `stderr`, or the path of a file. */
  readonly leaks: readonly string[];
  /** The observations during the run; undefined when the run was not watched. */
  readonly watched: WatchObservation | undefined;
}

/** The observation of a client while it runs. */
export interface WatchObservation {
  /** The most memory that one of its processes held, bytes; undefined where there is no looking. */
  readonly peakBytes: number | undefined;
  /**
   * Whether the token stood in the arguments of one of its processes; undefined where there is no looking.
   */
  readonly tokenInArguments: boolean | undefined;
  /** While the stream stood still; undefined when it never did. */
  readonly midway: StallObservation | undefined;
}

/** The observation of a client while the stream is stalled. */
export interface StallObservation {
  /** Bytes of the body that had been sent by then. */
  readonly sentBytes: number;
  /** The most that lay in the client's folders meanwhile, bytes. */
  readonly writtenBytes: number;
}

/** Rows of one file. */
export interface Table {
  /** The names of the columns, in order. */
  readonly header: readonly string[];
  /** The values of each row, in the order of the columns; a row that is not well may have more or fewer. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * The tables of an export, by the path of their CSV in the archive without its ending: `Messages`,
 * `12345/Users`.
 */
export type Tables = ReadonlyMap<string, Table>;

/** An export that a client wrote. */
export interface ActualExport {
  /**
   * Its place below the output folder: the path of the ZIP, or for files the folder with its slash, `''` for
   * none.
   */
  readonly path: string;
  /** CSVs say everything; rows in JSON need not have a column or a file with nothing in it. */
  readonly form: 'csv' | 'json';
  /** Whether it can be read to its end. */
  readonly sound: boolean;
  /** The reason why it cannot be read to its end. */
  readonly problem: string | undefined;
  /** The part that was not looked at because it exceeds the kit's limits; undefined when there is none. */
  readonly beyond: string | undefined;
  readonly tables: Tables;
  /** Attachments, by path as in the archive: SHA-256 in hexadecimal. */
  readonly attachments: ReadonlyMap<string, string>;
}

/** An export as the server holds it. */
export interface ExpectedExport {
  readonly tables: Tables;
  /** Attachments, by path as in the archive: SHA-256 in hexadecimal. */
  readonly attachments: ReadonlyMap<string, string>;
  /** The bytes of the ZIP, their SHA-256 in hexadecimal, and where its members are in it. */
  readonly zipBytes: number;
  readonly zipDigest: string;
  readonly members: readonly MemberPlace[];
}

/** The observation of a case: its runs in order. */
export interface CaseObservation {
  readonly runs: readonly RunObservation[];
  /** The observation of all runs together; undefined when the case is no sequence. */
  readonly sequence?: SequenceObservation | undefined;
}
