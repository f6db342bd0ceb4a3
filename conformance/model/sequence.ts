/** The observation of all runs of a sequence together. */
export interface SequenceObservation {
  /** The runs that the client reported as complete. */
  readonly syncRuns: readonly SyncRun[];
  readonly found: CumulativeDiff;
}

/** A run that the client reported as complete, with its windows. */
export interface SyncRun {
  /** The number of the run, from 1. */
  readonly run: number;
  /** The windows that the service answered with an export, ordered by their start. */
  readonly windows: readonly ServedWindow[];
  /**
   * The window that the run had to export: from the end of the run before to its own end. Undefined when its
   * end is not later.
   */
  readonly due: ServedWindow | undefined;
}

/** A window that the service answered with an export. Instants are Unix milliseconds. */
export interface ServedWindow {
  readonly since: number;
  /** The last instant in the window; earlier than `since` for an empty window. */
  readonly until: number;
  /** The service's clock at the time of the response. */
  readonly now: number;
}

/** A row; or an attachment, with `files` as its file. */
export interface RowOfRuns {
  readonly file: string;
  /** The text that identifies the row. */
  readonly row: string;
  /** For a lost row, the run that had to export it; for a duplicated row, the runs that wrote it. */
  readonly runs: readonly number[];
}

/** The difference between all actual exports of a client together and all expected rows. */
export interface CumulativeDiff {
  /** The number of expected rows and attachments. */
  readonly count: number;
  readonly lost: readonly RowOfRuns[];
  readonly duplicated: readonly RowOfRuns[];
  /** True if a response of a complete run held each of the lost rows: the client did not write them. */
  readonly wereServed?: boolean;
}
