import { archiveProblems, type Level } from './archive/problem.ts';

/** Everything that can be found besides the problems of the container. */
const checkFindings = {
  'no-data': 'error',
  'unexpected-member': 'notice',
  'too-many-csvs': 'incomplete',
  'no-log': 'error',
  'no-request': 'error',
  'text-too-long': 'incomplete',

  bom: 'error',
  crlf: 'notice',
  unquoted: 'notice',
  'stray-quote': 'error',
  'blank-line': 'notice',
  nul: 'error',
  'invalid-utf8': 'error',
  'no-final-newline': 'notice',
  'unclosed-quote': 'error',
  'record-too-long': 'incomplete',
  'too-many-fields': 'error',

  'no-header': 'error',
  'unknown-file': 'error',
  'other-profile': 'error',
  header: 'error',
  'field-count': 'error',
  'empty-value': 'error',
  'wrong-kind': 'error',
  'undocumented-value': 'error',
  'duplicate-identity': 'error',
  'unresolved-reference': 'error',
  'too-many-ids': 'incomplete',

  law: 'error',
  'law-note': 'notice',

  'attachment-missing': 'error',
  'attachment-unlisted': 'error',
  'attachment-not-asked': 'error',
  'sharepoint-member': 'error',

  'count-mismatch': 'error',
  'logged-but-absent': 'error',
  'not-logged': 'notice',
  'export-failed': 'incomplete',
  'too-many-findings': 'incomplete',
  'out-of-time': 'incomplete',
} as const satisfies Record<string, Level>;

/** Every code a finding can have, and how much it weighs. */
export const findingCodes = { ...archiveProblems, ...checkFindings };

export type FindingCode = keyof typeof findingCodes;

/** One place where a finding was made. */
export interface Example {
  /** Line of the CSV, or of `log.txt`; the header is line 1. */
  readonly line?: number;
  /** The value at that place, cut to 120 characters. */
  readonly value?: string;
}

/** One kind of finding in one place: a column, a member, or the whole archive. */
export interface Finding {
  readonly code: FindingCode;
  readonly level: Level;
  /** The member's name; absent when the archive as a whole is meant. */
  readonly member?: string;
  readonly column?: string;
  /** The law that is broken, such as `Users/joined-first`. */
  readonly law?: string;
  /** The number of times that it was found. */
  readonly count: number;
  /** The expectation, the observation and, where it is not plain, the remedy. */
  readonly message: string;
  /** The first few. */
  readonly examples: readonly Example[];
}

/** A finding made once. */
export interface Found {
  readonly code: FindingCode;
  readonly member?: string;
  readonly column?: string;
  readonly law?: string;
  /** Needed only the first time, so it may be costly to make. */
  readonly message: string | (() => string);
  readonly line?: number;
  readonly value?: string;
  /** Once when absent. */
  readonly times?: number;
}

const MAX_VALUE_CHARACTERS = 120;

/** Collects findings: all are counted, the first of each kind and place are kept as examples. */
export class Findings {
  readonly #limits: { readonly maxExamples: number; readonly maxFindings: number };
  readonly #groups = new Map<string, { finding: Finding; count: number; examples: Example[] }>();
  #dropped = 0;

  constructor(limits: { readonly maxExamples: number; readonly maxFindings: number }) {
    this.#limits = limits;
  }

  add(found: Found): void {
    const key = `${found.code}\n${found.member ?? ''}\n${found.column ?? ''}\n${found.law ?? ''}`;
    const group = this.#groups.get(key) ?? this.#open(key, found);
    if (group === undefined) {
      this.#dropped += found.times ?? 1;
      return;
    }
    group.count += found.times ?? 1;
    if (group.examples.length < this.#limits.maxExamples) {
      const example = exampleOf(found);
      if (example !== undefined) group.examples.push(example);
    }
  }

  /**
   * Lists the findings: those of the archive first, then member by member in the order of their first
   * finding.
   */
  list(): Finding[] {
    const listed = [...this.#groups.values()].map(({ finding, count, examples }) => ({
      ...finding,
      count,
      examples,
    }));
    if (this.#dropped > 0) {
      const message = `${this.#dropped} more findings of other kinds were not kept: at most ${this.#limits.maxFindings} are. Mend those listed and check again.`;
      listed.push({
        code: 'too-many-findings',
        level: 'incomplete',
        count: this.#dropped,
        message,
        examples: [],
      });
    }
    return listed;
  }

  #open(key: string, { code, member, column, law, message }: Found) {
    if (this.#groups.size >= this.#limits.maxFindings) return undefined;
    const finding: Finding = {
      code,
      level: findingCodes[code],
      ...(member === undefined ? {} : { member }),
      ...(column === undefined ? {} : { column }),
      ...(law === undefined ? {} : { law }),
      count: 0,
      message: typeof message === 'string' ? message : message(),
      examples: [],
    };
    const group = { finding, count: 0, examples: [] };
    this.#groups.set(key, group);
    return group;
  }
}

function exampleOf({ line, value }: Found): Example | undefined {
  if (line === undefined && value === undefined) return undefined;
  const cut = value !== undefined && value.length > MAX_VALUE_CHARACTERS;
  const shown = cut ? `${value.slice(0, MAX_VALUE_CHARACTERS)}…` : value;
  return { ...(line === undefined ? {} : { line }), ...(shown === undefined ? {} : { value: shown }) };
}
