import type { Exchange } from '../../server/index.ts';
import type { FileSeen } from '../sandbox/snapshot.ts';
import type { Run } from './case.ts';
import type { Outcome, RunValues } from './client-description.ts';
import type { ProcessObservation } from './process.ts';
import type { MemberPlace } from './report.ts';
import type { SequenceObservation } from './sequence.ts';

/** What was seen of one run of a client. */
export interface RunObservation {
  readonly run: Run;
  readonly values: RunValues;
  /** The server's clock, Unix milliseconds. */
  readonly now: number;
  readonly process: ProcessObservation;
  /** What the client says by its exit code; undefined when it did not end by itself. */
  readonly outcome: Outcome | undefined;
  /** The requests that reached the server during the run, in order. */
  readonly exchanges: readonly Exchange[];
  /** What lies in the output folder after the run, and what did before. */
  readonly out: readonly FileSeen[];
  readonly outBefore: readonly FileSeen[];
  readonly state: readonly FileSeen[];
  /** Why the folders of the case cannot be judged: they are not those that the kit made, or hold more than is looked at. Nothing in them was touched then, and no further run is made. */
  readonly breach: string | undefined;
  /** What of them could not be read, as sentences. */
  readonly unreadable: readonly string[];
  /** Files outside of the folders that the client was given, below their common parent. */
  readonly escaped: readonly FileSeen[];
  /** What of the export the client has kept; undefined when nothing there looks like an export, or nobody looked. */
  readonly actualExport: ActualExport | undefined;
  /** Every export that was written in the run, whole as far as the client's names say; undefined when the case is no campaign. */
  readonly writtenExports?: readonly ActualExport[] | undefined;
  /** What the server's data hold for the parameters of the run by its clock, for a `resume` those that the client chose; what a scenario made of it where the run says so; undefined when there is no such export, or it is too large to be held. */
  readonly expectedExport: ExpectedExport | undefined;
  /** The usual export, where what is kept may be that too and not only what a scenario made of it. */
  readonly baselineExport: ExpectedExport | undefined;
  /** Where the token was found: `stdout`, `stderr`, or the path of a file. */
  readonly leaks: readonly string[];
  /** What was seen while it ran; undefined when nobody looked. */
  readonly watched: WatchObservation | undefined;
}

/** What was seen of a client while it ran. */
export interface WatchObservation {
  /** The most memory that one of its processes held, bytes; undefined where there is no looking. */
  readonly peakBytes: number | undefined;
  /** Whether the token stood in the arguments of one of its processes; undefined where there is no looking. */
  readonly tokenInArguments: boolean | undefined;
  /** While the stream stood still; undefined when it never did. */
  readonly midway: StallObservation | undefined;
}

/** What was seen while the stream stood still. */
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

/** The tables of an export, by the path of their CSV in the archive without its ending: `Messages`, `12345/Users`. */
export type Tables = ReadonlyMap<string, Table>;

/** What a client has kept of an export. */
export interface ActualExport {
  /** Where, below the output folder: the ZIP's path, or for files their folder with its slash, `''` for none. */
  readonly path: string;
  /** CSVs say everything; rows in JSON need not have a column or a file with nothing in it. */
  readonly form: 'csv' | 'json';
  /** Whether it can be read to its end. */
  readonly sound: boolean;
  /** Why it cannot. */
  readonly problem: string | undefined;
  /** What was not looked at because it is beyond what the kit reads; undefined when all was. */
  readonly beyond: string | undefined;
  readonly tables: Tables;
  /** Attachments, by path as in the archive: SHA-256 in hexadecimal. */
  readonly attachments: ReadonlyMap<string, string>;
}

/** What an export holds in truth. */
export interface ExpectedExport {
  readonly tables: Tables;
  /** Attachments, by path as in the archive: SHA-256 in hexadecimal. */
  readonly attachments: ReadonlyMap<string, string>;
  /** The bytes of the ZIP, their SHA-256 in hexadecimal, and where its members are in it. */
  readonly zipBytes: number;
  readonly zipDigest: string;
  readonly members: readonly MemberPlace[];
}

/** What was seen in a case: its runs in order. */
export interface CaseObservation {
  readonly runs: readonly RunObservation[];
  /** What the runs brought together; undefined when the case is no campaign. */
  readonly sequence?: SequenceObservation | undefined;
}
