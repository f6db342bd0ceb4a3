/** The numbers that `log.txt` gives. */
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

/** Characters of a line that are looked at. Lines of an export are below 200. */
const MAX_LINE = 4096;

const COUNTED = /^number of exported\s/i;
const NUMBER = /^[\d.,' \u00a0]+$/;
const FAILURE =
  /\b(?:fail|error|exception|could not|couldn't|cannot|can't|unable|partial|incomplete|skipp|not (?:be )?export|timed? ?out|truncat|missing|abort)/i;
/** Lines that name failures only to say that there were none. */
const NONE = /:\s*(?:0|none|no)$/i;
const NO_FAILURE = /\b(?:no|0|without|without any) (?:errors?|failures?|warnings?)\b/i;

/** Reads the lines that count and the lines that tell of failures; passes over all others. */
export function parseLog(text: string): ExportLog {
  const counts: LoggedCount[] = [];
  const failures: LoggedFailure[] = [];
  text.split('\n').forEach((whole, index) => {
    const content = whole.slice(0, MAX_LINE).trim();
    const line = index + 1;
    const counted = countIn(content);
    if (counted !== undefined) counts.push({ ...counted, line });
    else if (tellsOfFailure(content)) failures.push({ text: content, line });
  });
  return { counts, failures };
}

function tellsOfFailure(content: string): boolean {
  return FAILURE.test(content) && !NONE.test(content) && !NO_FAILURE.test(content);
}

// `Number of exported <label>: <number>`; the label has no colon.
function countIn(content: string): Omit<LoggedCount, 'line'> | undefined {
  const colon = content.indexOf(':');
  const head = content.slice(0, Math.max(0, colon)).trimEnd();
  const number = content.slice(colon + 1).trim();
  if (!COUNTED.test(head) || !NUMBER.test(number)) return undefined;
  return { label: head.replace(COUNTED, '').trimStart(), count: Number(number.replace(/\D/g, '')) };
}

/** The letters of a name: a label and the name of a file are the same when these are. */
export function lettersOf(name: string): string {
  return name
    .replace(/\.csv$/i, '')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();
}
