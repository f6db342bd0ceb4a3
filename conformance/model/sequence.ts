/** The observation of all runs of a sequence together. */
export interface SequenceObservation {
  /** The runs whose clients say that they have everything of their windows. */
  readonly syncRuns: readonly SyncRun[];
  readonly found: CumulativeDiff;
}

/** A run whose client says that it has everything of its window, or its windows. */
export interface SyncRun {
  /** From 1. */
  readonly run: number;
  /** The windows that the service answered with an export, in the order in which they begin. */
  readonly windows: readonly ServedWindow[];
  /**
   * The window that the run had to export: from the end of the run before to its own end. Undefined when it
   * reached no later.
   */
  readonly due: ServedWindow | undefined;
}

/** A window that the service answered with an export. Instants are Unix milliseconds. */
export interface ServedWindow {
  readonly since: number;
  /** The last instant that is in it; before `since` when nothing can be. */
  readonly until: number;
  /** The service's clock at that time. */
  readonly now: number;
}

/** A row, or an attachment under the file `files`. */
export interface RowOfRuns {
  readonly file: string;
  /** The text that identifies the row. */
  readonly row: string;
  /** The run in which it was to be exported; the runs in which it was kept, of one that is doubled. */
  readonly runs: readonly number[];
}

/** In what all exports of a client together differ from all that there was. */
export interface CumulativeDiff {
  /** Rows and attachments that there were. */
  readonly count: number;
  readonly lost: readonly RowOfRuns[];
  readonly duplicated: readonly RowOfRuns[];
}
