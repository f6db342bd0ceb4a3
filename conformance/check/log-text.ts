/** What `log.txt` says was exported. */
export interface ExportLog {
  readonly counts: readonly LoggedCount[];
  /** Lines that name something that could not be exported. */
  readonly failures: readonly LoggedFailure[];
}

export interface LoggedCount {
  /** As written, such as `MESSAGE_VERSIONS`. */
  readonly label: string;
  readonly count: number;
  readonly line: number;
}

export interface LoggedFailure {
  readonly text: string;
  readonly line: number;
}

const COUNT = /^\s*number of exported\s+([^:]+?)\s*:\s*([\d.,' \u00a0]+?)\s*$/i;
const FAILURE =
  /\b(?:fail|error|exception|could not|couldn't|cannot|can't|unable|partial|incomplete|skipp|not (?:be )?export|timed? ?out|truncat|missing|abort)/i;
/** Lines that name failures only to say that there were none. */
const NO_FAILURE = /:\s*(?:0|none|no)\s*$|\b(?:no|0|without(?: any)?) (?:errors?|failures?|warnings?)\b/i;

/** Reads the lines that count and the lines that tell of failures; passes over all others. */
export function parseLog(text: string): ExportLog {
  const counts: LoggedCount[] = [];
  const failures: LoggedFailure[] = [];
  text.split(/\r?\n/).forEach((content, index) => {
    const line = index + 1;
    const counted = COUNT.exec(content);
    if (counted?.[1] !== undefined && counted[2] !== undefined) {
      counts.push({ label: counted[1], count: Number(counted[2].replace(/\D/g, '')), line });
    } else if (FAILURE.test(content) && !NO_FAILURE.test(content)) {
      failures.push({ text: content.trim(), line });
    }
  });
  return { counts, failures };
}

/** What makes a label and a file's name the same: their letters. */
export function lettersOf(name: string): string {
  return name
    .replace(/\.csv$/i, '')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();
}
