import { columnsOf, type FileKey, fileByKey, type Profile } from '../../schemas/index.ts';
import type { CsvRow } from './archive/csv-row.ts';
import { type AttachmentCheck, namesAttachments } from './attachment-check.ts';
import { type CoverageFacts, coverageOf } from './coverage.ts';
import { type Header, type HeadReport, readRows } from './csv-check.ts';
import { IdStore } from './id-store.ts';
import type { Coverage, FileReport } from './inspection-report.ts';
import type { CsvMember } from './inventory.ts';
import type { CheckLimits } from './limits.ts';
import type { Reading } from './read-member.ts';
import type { ReferenceCheck } from './reference-check.ts';
import { TableCheck } from './table-check.ts';
import { VisitedThreads } from './visited-threads.ts';

/** A CSV whose name and header were looked at. */
export interface HeadedCsv extends CsvMember, HeadReport {
  readonly header: Header;
}

/** The input of a check of files. */
export interface FilesCheck {
  readonly reading: Reading;
  readonly limits: CheckLimits;
  readonly csvs: readonly HeadedCsv[];
  readonly attachments: AttachmentCheck;
  readonly facts: Omit<CoverageFacts, 'networksCreated'>;
}

/** One CSV that was read, before its references are judged. */
interface Read {
  readonly report: Omit<FileReport, 'references'>;
  readonly references: readonly ReferenceCheck[];
}

/**
 * Reads every CSV once: first the networks, which tell whether references can be judged, then the threads of
 * other networks, then the files that most others refer to.
 */
export async function checkFiles(check: FilesCheck): Promise<{ files: FileReport[]; coverage: Coverage }> {
  const { csvs, reading, limits, facts } = check;
  const store = new IdStore({ left: limits.maxIds });
  const targets = targetsOf(csvs);
  const networks = new Map<FileKey | undefined, number>();
  for (const { key } of csvs) networks.set(key, (networks.get(key) ?? 0) + 1);
  const read = new Map<HeadedCsv, Read>();
  const networksCreated: number[] = [];
  const visited = visitedIn(csvs, store);
  for (const csv of csvs.filter(({ key }) => key === 'Networks')) {
    const created = (row: CsvRow, table: TableCheck) => {
      networksCreated.push(Date.parse(table.cell(row, 'created_at')));
      visited.addNetwork(table.cell(row, 'permalink'));
    };
    read.set(csv, await readCsv(check, csv, { store, targets, networks, visited, why: '' }, created));
  }
  const coverage = coverageOf({ ...facts, networksCreated });
  const asked = coverage.verifiable
    ? { store, targets, networks, visited, why: '' }
    : { store, targets: none, networks, visited, why: coverage.why };
  for (const csv of inOrder(csvs.filter(({ key }) => key !== 'Networks'))) {
    read.set(csv, await readCsv(check, csv, asked, attachmentsIn(check, csv)));
  }
  const files = csvs.flatMap((csv) => {
    const one = read.get(csv);
    if (one === undefined) return [];
    const references = one.references.map((reference) => reference.finish(reading.findings, coverage));
    return [{ ...one.report, references }];
  });
  return { files, coverage };
}

const none: ReadonlySet<string> = new Set();

/** The facts that references are checked against. */
interface Asked {
  readonly store: IdStore;
  /** The columns that others refer to and that the export has. */
  readonly targets: ReadonlySet<string>;
  /** The number of networks that have each file. */
  readonly networks: ReadonlyMap<FileKey | undefined, number>;
  readonly visited: VisitedThreads;
  /** The reason why references are not checked; empty when they are. */
  readonly why: string;
}

type OnRow = (row: CsvRow, table: TableCheck) => void;

async function readCsv(check: FilesCheck, csv: HeadedCsv, asked: Asked, onRow?: OnRow): Promise<Read> {
  const { reading, limits } = check;
  const table = tableOf(check, csv, asked);
  const taker = table && {
    take: (row: CsvRow) => {
      table.take(row);
      onRow?.(row, table);
    },
  };
  const { rows, whole } = await readRows(reading, csv, limits.maxRecordBytes, taker);
  table?.finish();
  if (!whole && csv.key !== undefined) asked.store.markIncomplete(csv.key);
  if (!whole && csv.key === 'MessageThreads')
    asked.visited.why = 'MessageThreads.csv could not be read to its end';
  const known = csv.key && csv.profile ? { key: csv.key, profile: csv.profile } : {};
  const report = { member: csv.member.name, ...known, rows, whole, header: csv.judged };
  return { report, references: table?.references ?? [] };
}

function tableOf(check: FilesCheck, csv: HeadedCsv, asked: Asked): TableCheck | undefined {
  const { key, profile, header } = csv;
  if (key === undefined || profile === undefined || typeof header === 'string') return undefined;
  return new TableCheck({
    member: csv.member.name,
    alone: asked.networks.get(key) === 1,
    key,
    profile,
    header,
    findings: check.reading.findings,
    store: asked.store,
    visited: asked.visited,
    wanted: asked.targets,
    unasked: (target) => {
      if (asked.why !== '') return asked.why;
      if (!asked.targets.has(target)) return `the export has no ${target}`;
      return VisitedThreads.namesMessages(key) ? asked.visited.why : '';
    },
  });
}

function visitedIn(csvs: readonly HeadedCsv[], store: IdStore): VisitedThreads {
  const known = csvs.some(({ key }) => key === 'MessageThreads');
  const why = 'threads of other networks may be in it, and the export has no MessageThreads.csv';
  return new VisitedThreads(store.budget, known ? '' : why);
}

function attachmentsIn({ attachments }: FilesCheck, { key, member, folder }: HeadedCsv): OnRow | undefined {
  if (!namesAttachments(key)) return undefined;
  return (row, table) => {
    const [path, storage] = [table.cell(row, 'path'), table.cell(row, 'storage_type')];
    attachments.take({ member: member.name, folder, line: row.line, path, storage });
  };
}

// Such as `Users.id`: referred to by a file of the export, and itself in the export.
function targetsOf(csvs: readonly HeadedCsv[]): Set<string> {
  const present = new Set<string>(csvs.flatMap(({ key }) => key ?? []));
  const targets = [...filesIn(csvs)].flatMap(([key, profile]) => referencesOf(key, profile));
  return new Set(targets.filter((target) => present.has(target.slice(0, target.lastIndexOf('.')))));
}

// Those first that most columns refer to: few ids then have to wait for their file.
function inOrder(csvs: readonly HeadedCsv[]): HeadedCsv[] {
  const times = new Map<string, number>();
  for (const [key, profile] of filesIn(csvs)) {
    for (const target of referencesOf(key, profile)) {
      const file = target.slice(0, target.lastIndexOf('.'));
      times.set(file, (times.get(file) ?? 0) + 1);
    }
  }
  const rank = ({ key }: HeadedCsv) =>
    key === 'MessageThreads' ? Number.MAX_VALUE : (times.get(key ?? '') ?? 0);
  return csvs.toSorted((a, b) => rank(b) - rank(a));
}

function filesIn(csvs: readonly HeadedCsv[]): Map<FileKey, Profile> {
  return new Map(csvs.flatMap(({ key, profile }) => (key && profile ? [[key, profile] as const] : [])));
}

function referencesOf(key: FileKey, profile: Profile): string[] {
  const columns = columnsOf(key, profile).map(([, column]) => column);
  const own = columns.length > 0 ? columns : Object.values(fileByKey(key).columns);
  return own.flatMap(({ refers }) => refers ?? []);
}
