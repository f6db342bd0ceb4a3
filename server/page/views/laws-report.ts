/** One place of a finding. */
export interface Example {
  readonly line?: number;
  readonly value?: string;
}

/** A finding of a check: one kind, in one column or member. */
export interface Finding {
  readonly code: string;
  readonly level: 'error' | 'incomplete' | 'notice';
  readonly member?: string;
  readonly column?: string;
  readonly law?: string;
  readonly count: number;
  readonly message: string;
  readonly examples: readonly Example[];
}

/** A CSV that was checked. */
export interface CheckedFile {
  readonly member: string;
  readonly rows: number;
  readonly header: string;
}

/** The part of a check report that the view shows. */
export interface CheckReport {
  readonly bytes: number;
  readonly verdict: 'sound' | 'findings' | 'incomplete';
  readonly profiles: readonly { readonly profile: string; readonly exact: number }[];
  readonly request: { readonly since?: number; readonly until?: number; readonly user: boolean };
  readonly references: { readonly verifiable: boolean; readonly why: string };
  readonly files: readonly (CheckedFile & {
    readonly references: readonly { readonly count: number; readonly verified: boolean }[];
  })[];
  readonly attachments: { readonly members: number; readonly verified: boolean };
  readonly laws?: { readonly laws: number; readonly breaches: number; readonly notes: number };
  readonly findings: readonly Finding[];
}

/** The result of a check, as the control API sends it. */
export interface Checked {
  readonly report: CheckReport;
  readonly text: string;
}

/** The areas of a check, with the codes of their findings. Codes of the container are in none. */
const codes: Readonly<Record<string, readonly string[]>> = {
  Form: [
    'bom',
    'crlf',
    'unquoted',
    'stray-quote',
    'blank-line',
    'nul',
    'invalid-utf8',
    'no-final-newline',
    'unclosed-quote',
    'record-too-long',
    'too-many-fields',
    'field-count',
  ],
  Columns: ['no-header', 'unknown-file', 'other-profile', 'header'],
  Values: ['empty-value', 'wrong-kind', 'undocumented-value'],
  Identity: ['duplicate-identity', 'too-many-ids'],
  References: ['unresolved-reference', 'attachment-missing', 'attachment-unlisted', 'sharepoint-member'],
  Laws: ['law', 'law-note'],
  Counts: ['count-mismatch', 'logged-but-absent', 'not-logged'],
};

/** The area of everything that is no finding in a CSV. */
export const CONTAINER = 'Archive';

/** The areas in the order of the matrix. */
export const areas: readonly string[] = [...Object.keys(codes), CONTAINER];

const areaByCode = new Map(Object.entries(codes).flatMap(([area, all]) => all.map((code) => [code, area])));

/** The area of a finding. */
export function areaOf({ code }: Finding): string {
  return areaByCode.get(code) ?? CONTAINER;
}

/** The name under which findings without a member are listed. */
export const WHOLE = 'The archive as a whole';

/** One line of the matrix: a member, and the number of findings in each area. */
export interface MatrixLine {
  readonly member: string;
  readonly rows: number | undefined;
  readonly cells: readonly {
    readonly area: string;
    readonly count: number;
    readonly level: Finding['level'] | 'none';
  }[];
}

const order: readonly Finding['level'][] = ['notice', 'incomplete', 'error'];

/** The matrix of areas: the members with findings first, then all others in the order of the archive. */
export function matrixOf({ files, findings }: CheckReport): readonly MatrixLine[] {
  const rows = new Map(files.map(({ member, rows: count }) => [member, count]));
  const named = new Set([...findings.map(({ member = WHOLE }) => member), ...rows.keys()]);
  return Array.from(named, (member) => ({
    member,
    rows: rows.get(member),
    cells: areas.map((area) => {
      const here = findings.filter((one) => (one.member ?? WHOLE) === member && areaOf(one) === area);
      const worst = Math.max(-1, ...here.map(({ level }) => order.indexOf(level)));
      return { area, count: here.reduce((sum, { count }) => sum + count, 0), level: order[worst] ?? 'none' };
    }),
  }));
}
