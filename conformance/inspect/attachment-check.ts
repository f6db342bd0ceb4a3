import type { FileKey } from '../../schemas/index.ts';
import type { Findings } from './finding.ts';
import type { AttachmentReport } from './inspection-report.ts';
import type { LoggedFailure } from './log-text.ts';

/** One row of `Files.csv`. */
export interface FileRow {
  readonly member: string;
  /** The network's folder, which the path may or may not repeat. */
  readonly folder: string;
  readonly line: number;
  readonly path: string;
  readonly storage: string;
}

/** The facts about the export as a whole. */
export interface AttachmentFacts {
  /** Attachments were asked for; undefined when nobody knows. */
  readonly asked: boolean | undefined;
  readonly failures: readonly LoggedFailure[];
  /** Every `Files.csv` was read to its end; false when there is none. */
  readonly filesRead: boolean;
}

/** Tells whether the rows of a file name attachments: `Files.csv`, and `Pages.csv` of 2018. */
export function namesAttachments(key: FileKey | undefined): boolean {
  return key === 'Files' || key === 'Pages';
}

/** Holds the rows of `Files.csv`, and of `Pages.csv` of 2018, against the attachments. */
export class AttachmentCheck {
  /** Member names, and whether a row named them. */
  readonly #named: Map<string, boolean>;
  readonly #findings: Findings;
  readonly #missingAllowed: string;
  readonly #facts: Omit<AttachmentFacts, 'filesRead'>;
  #rows = 0;

  constructor(members: readonly string[], findings: Findings, facts: Omit<AttachmentFacts, 'filesRead'>) {
    this.#named = new Map(members.map((name) => [name, false]));
    this.#findings = findings;
    this.#facts = facts;
    this.#missingAllowed = missingAllowed(facts, members.length);
  }

  take(row: FileRow): void {
    if (row.path === '') return;
    const inSharePoint = row.storage.toUpperCase() === 'SHAREPOINT';
    const name = [row.path, row.folder + row.path].find((one) => this.#named.has(one));
    if (name !== undefined) this.#named.set(name, true);
    if (inSharePoint) {
      if (name !== undefined)
        this.#found(
          'sharepoint-member',
          row,
          'A file stored in SharePoint has a member; only files stored in Yammer are exported.',
        );
      return;
    }
    this.#rows += 1;
    if (name === undefined && this.#missingAllowed === '') {
      this.#found(
        'attachment-missing',
        row,
        'The row names a member that the archive does not have: the file was not exported.',
      );
    }
  }

  finish(filesRead: boolean): AttachmentReport {
    const members = [...this.#named.keys()];
    if (this.#facts.asked === false && members.length > 0) {
      const message = 'request.txt says that no attachments were asked for, and the archive has some.';
      for (const value of members) this.#findings.add({ code: 'attachment-not-asked', message, value });
    }
    if (filesRead) {
      const message = 'An attachment that no row of Files.csv or Pages.csv names.';
      for (const [value, named] of this.#named) {
        if (!named) this.#findings.add({ code: 'attachment-unlisted', message, value });
      }
    }
    const why = filesRead ? this.#missingAllowed : 'there is no Files.csv that could be read to its end';
    return { members: members.length, named: this.#rows, verified: why === '', why };
  }

  #found(
    code: 'sharepoint-member' | 'attachment-missing',
    { member, line, path }: FileRow,
    message: string,
  ): void {
    this.#findings.add({ code, member, column: 'path', message, line, value: path });
  }
}

// Why a row may name a member that is not there; empty when it may not.
function missingAllowed({ asked, failures }: Omit<AttachmentFacts, 'filesRead'>, members: number): string {
  if (asked === false) return 'no attachments were asked for';
  if (failures.some(({ text }) => /file|attach|upload/i.test(text)))
    return 'log.txt says that files could not be exported';
  if (asked === undefined && members === 0)
    return 'request.txt does not say whether attachments were asked for';
  return '';
}
