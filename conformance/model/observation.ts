import type { Exchange } from '../../server/index.ts';
import type { FileSeen } from '../sandbox/snapshot.ts';
import type { Run } from './case.ts';
import type { Address, Outcome, OutputForm, RunValues } from './client-description.ts';
import type { ProcessObservation } from './process.ts';
import type { MemberPlace } from './report.ts';
import type { SequenceObservation } from './sequence.ts';

/** The observation of one run of a client. */
export interface RunObservation {
  readonly run: Run;
  readonly values: RunValues;
  /** The way in which the client reaches the service. */
  readonly address: Address;
  /** The server's clock, Unix milliseconds. */
  readonly now: number;
  /** The time that the case waited before the run, milliseconds. */
  readonly waitedMs: number;
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
  /** The reason why the command that dumps the client's database failed. */
  readonly dumpFailure?: string | undefined;
  /** True if the files in the output folder come from such a command. */
  readonly isDump?: boolean;
  /** The entries that could not be read, a sentence each. */
  readonly unreadable: readonly string[];
  /** Files outside of the folders that the client was given, below their common parent. */
  readonly escaped: readonly FileSeen[];
  /**
   * The export that the client wrote, in the first form of its description; undefined when nothing looks like
   * an export, or when it was not looked for.
   */
  readonly actualExport: ActualExport | undefined;
  /** The form of `actualExport`; undefined for an export of files. */
  readonly outputForm: OutputForm | undefined;
  /** The damaged ZIPs that the client wrote and that equal a response byte for byte: they came damaged. */
  readonly asServed: readonly string[];
  /** The same export in the other forms of the description. */
  readonly otherForms: readonly OutputObservation[];
  /**
   * Every export that was written in the run under a final name; undefined when the case is no sequence.
   */
  readonly writtenExports?: readonly ActualExport[] | undefined;
  /**
   * The export that the server holds for the parameters of the run by its clock; for a `resume`, the
   * parameters that the client chose. The export as the scenario changes it, if the case says so.
   * Undefined when there is no such export, or when it is too large for memory.
   */
  readonly expectedExport: ExpectedExport | undefined;
  /**
   * The export in each answer of this run and of the runs before it: the rows that may be in the actual
   * export.
   */
  readonly servedExports: readonly ExpectedExport[];
  /** The baseline export, if the actual export may equal it instead of the served one. */
  readonly baselineExport: ExpectedExport | undefined;
  /** The places where the token was found: `stdout`, `stderr`, or the path of a file. */
  readonly leaks: readonly string[];
  /** The files of `{state_dir}` that the kit damaged before the run; undefined when it was not to. */
  readonly damaged?: readonly string[] | undefined;
  /** The observations during the run; undefined when the run was not watched. */
  readonly watched: WatchObservation | undefined;
}

/** The observation of a client while it runs. */
export interface WatchObservation {
  /** The peak memory of one of its processes, bytes; undefined where it cannot be observed. */
  readonly peakBytes: number | undefined;
  /**
   * True if the token was in the arguments of one of its processes; undefined where they cannot be observed.
   */
  readonly tokenInArguments: boolean | undefined;
  /** The observation while the stream was stalled; undefined when it never was. */
  readonly midway: StallObservation | undefined;
}

/** The observation of a client while the stream is stalled. */
export interface StallObservation {
  /** The bytes of the body that were sent before the stall. */
  readonly sentBytes: number;
  /** The maximum size of the client's folders during the stall, bytes. */
  readonly writtenBytes: number;
}

/** The rows of one file. */
export interface Table {
  /** The names of the columns, in order. */
  readonly header: readonly string[];
  /** The values of each row, in the order of the columns; a malformed row may have more or fewer. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * The tables of an export, by the path of their CSV in the archive without its extension: `Messages`,
 * `12345/Users`.
 */
export type Tables = ReadonlyMap<string, Table>;

/** An export that a client wrote. */
export interface ActualExport {
  /**
   * The path below the output folder: that of the ZIP, or for files the folder with its slash (`''` for the
   * output folder itself). Where tables have folders or longer names, the path with `*` for that of a table.
   */
  readonly path: string;
  /** The paths of its files; undefined for a ZIP. */
  readonly files?: readonly string[];
  /** The form of the rows. JSON may leave out empty columns and empty files; CSV may not. */
  readonly form: 'csv' | 'json';
  /** True if it can be read to its end. */
  readonly sound: boolean;
  /** The reason why it cannot be read to its end. */
  readonly problem: string | undefined;
  /** The part that was not read because it exceeds the kit's limits; undefined when there is none. */
  readonly beyond: string | undefined;
  readonly tables: Tables;
  /** The attachments, by their path in the archive: SHA-256 in hexadecimal. */
  readonly attachments: ReadonlyMap<string, string>;
  /** True if the run wrote it, and it is as it was before: a dump writes all exports again. */
  readonly unchanged?: boolean;
}

/** An export in one form; undefined when nothing looks like one. */
export interface OutputObservation {
  readonly form: OutputForm;
  readonly actualExport: ActualExport | undefined;
}

/** An export that the server holds. */
export interface ExpectedExport {
  readonly tables: Tables;
  /** The attachments, by their path in the archive: SHA-256 in hexadecimal. */
  readonly attachments: ReadonlyMap<string, string>;
  /** The size of the ZIP in bytes, its SHA-256 in hexadecimal, and the places of its members. */
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
