import { profiles } from '../../schemas/index.ts';
import { performance } from '../util/timers.ts';
import { openArchive } from './archive/open.ts';
import { AttachmentCheck, namesAttachments } from './attachment-check.ts';
import { checkFiles } from './check-files.ts';
import { checkCounts } from './count-check.ts';
import { checkHead, type Header, readHeader } from './csv-check.ts';
import { type Finding, Findings } from './finding.ts';
import type { CheckReport, Verdict } from './inspection-report.ts';
import { type CsvMember, type Inventory, noData, takeStock } from './inventory.ts';
import { checkLaws } from './laws/check-laws.ts';
import { type CheckLimits, defaultCheckLimits } from './limits.ts';
import { parseLog } from './log-text.ts';
import { rankProfiles } from './profile-fit.ts';
import { drain, goOn, OutOfTimeError, type Reading, readMember, readText } from './read-member.ts';
import { parseRequest } from './request-text.ts';

export interface CheckOptions {
  /** Also checks the laws of the data, which takes a second reading of the CSVs. */
  readonly laws?: boolean;
  /** Limits other than the usual ones. */
  readonly limits?: Partial<CheckLimits>;
  /** Ends the check: the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Checks one export, whoever made it: the container, every CSV against the tables, the files against each
 * other. Everything is collected and nothing stops at the first. Memory is bounded by the limits, whatever
 * the file holds.
 *
 * Rejects only when the file cannot be opened or read at all (`ENOENT`, `EISDIR`, `EIO`), or when it is
 * aborted.
 */
export async function checkExport(path: string, options: CheckOptions = {}): Promise<CheckReport> {
  const limits = { ...defaultCheckLimits, ...options.limits };
  const findings = new Findings(limits);
  options.signal?.throwIfAborted();
  const until = performance.now() + limits.maxMs;
  const mayGoOn = (): boolean => options.signal?.aborted !== true && performance.now() <= until;
  const archive = await openArchive(path, limits, mayGoOn);
  try {
    options.signal?.throwIfAborted();
    for (const problem of archive.problems) findings.add(problem);
    // An archive that is whole and empty must not pass for an export.
    if (archive.members.length === 0 && archive.problems.length === 0) findings.add(noData);
    const reading = { archive, findings, signal: options.signal, until };
    const parts = await inTime(reading, limits, options.laws ?? false);
    const found = findings.list();
    return { version: 1, path, bytes: archive.bytes, verdict: verdictOf(found), ...parts, findings: found };
  } finally {
    await archive.close();
  }
}

/** Checks the members until the time is over. Returns everything when it was enough. */
async function inTime(reading: Reading, limits: CheckLimits, laws: boolean): Promise<Parts> {
  try {
    goOn(reading);
    return reading.archive.members.length === 0 ? nothing : await checkMembers(reading, limits, laws);
  } catch (error) {
    if (!(error instanceof OutOfTimeError)) throw error;
    const message = `The check took longer than ${limits.maxMs / 1000} s and was ended. Check a smaller window, or raise the limit.`;
    reading.findings.add({ code: 'out-of-time', message });
    return { ...nothing, references: { verifiable: false, why: 'the check was ended before' } };
  }
}

type Parts = Omit<CheckReport, 'version' | 'path' | 'bytes' | 'verdict' | 'findings'>;

const nothing: Parts = {
  profiles: profiles.map((profile) => ({ profile, exact: 0, otherHeader: 0, unknown: 0 })),
  request: { user: false },
  references: { verifiable: false, why: 'the archive lists no members' },
  files: [],
  attachments: { members: 0, named: 0, verified: false, why: 'the archive lists no members' },
  log: { counts: [], failures: [] },
};

function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.some(({ level }) => level === 'error')) return 'findings';
  return findings.some(({ level }) => level === 'incomplete') ? 'incomplete' : 'sound';
}

async function checkMembers(reading: Reading, limits: CheckLimits, laws: boolean): Promise<Parts> {
  const { findings, archive } = reading;
  const stock = takeStock(archive.members);
  for (const found of stock.found) findings.add(found);
  const log = parseLog(stock.log ? await readText(reading, stock.log, limits.maxTextBytes) : '');
  const request = parseRequest(
    stock.request ? await readText(reading, stock.request, limits.maxTextBytes) : '',
  );
  for (const { text, line } of log.failures) {
    const message =
      'log.txt names failures: the export is partial. Ask for it again, or for a smaller window.';
    findings.add({ code: 'export-failed', member: 'log.txt', message, line, value: text });
  }
  const csvs = await readHeaders(reading, stock.csvs, limits);
  const ranked = rankProfiles(csvs, request);
  const best = ranked[0]?.profile ?? 'current';
  const names = stock.attachments.map(({ name }) => name);
  const attachments = new AttachmentCheck(names, findings, {
    asked: request.attachments,
    failures: log.failures,
  });
  const heads = csvs.map((csv) => ({ ...csv, ...checkHead(csv, csv.header, best, findings) }));
  const facts = {
    request,
    userProfile: best === 'user',
    failures: log.failures,
    written: archive.members.reduce(
      (latest, { modified }) => Math.max(latest, modified),
      Number.NEGATIVE_INFINITY,
    ),
  };
  const { files, coverage } = await checkFiles({ reading, limits, csvs: heads, attachments, facts });
  await readOthers(reading, stock);
  const until = request.until ?? facts.written;
  const clock = { earliest: Math.min(until, facts.written), latest: Math.max(until, facts.written) };
  const judged = laws
    ? await checkLaws({ reading, limits, csvs: heads, clock, whole: coverage.verifiable })
    : undefined;
  const counted = files.map(({ member, rows, whole }) => ({
    name: member.slice(member.indexOf('/') + 1),
    rows,
    whole,
  }));
  if (stock.log !== undefined) for (const found of checkCounts(log, counted)) findings.add(found);
  const filesRead = files.filter(({ key }) => namesAttachments(key));
  const attached = attachments.finish(filesRead.length > 0 && filesRead.every(({ whole }) => whole));
  const parts = { profiles: ranked, request, references: coverage, files, attachments: attached, log };
  return judged === undefined ? parts : { ...parts, laws: judged };
}

async function readHeaders(reading: Reading, csvs: readonly CsvMember[], limits: CheckLimits) {
  if (csvs.length > limits.maxCsvs) {
    const message = `The archive has ${csvs.length} CSVs; only the first ${limits.maxCsvs} were looked at.`;
    reading.findings.add({ code: 'too-many-csvs', message });
  }
  const headed: (CsvMember & { readonly header: Header })[] = [];
  for (const csv of csvs.slice(0, limits.maxCsvs)) {
    headed.push({ ...csv, header: await readHeader(reading, csv, limits.maxHeaderBytes) });
  }
  return headed;
}

// Attachments and whatever else there is: only the container's own checks are made on them.
async function readOthers(reading: Reading, stock: Inventory): Promise<void> {
  for (const member of [...stock.attachments, ...stock.others]) await readMember(reading, member, drain);
}
