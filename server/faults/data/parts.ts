import type { Attachment } from '../../../generators/index.ts';
import type { PlannedFailure } from '../../export/log-txt.ts';
import type { ExportPlan, PlannedAttachments, PlannedCsv } from '../../export/plan.ts';
import type { PartStep } from '../../scenarios/steps/part.ts';
import { type Changes, folderOf, isNamed } from './change.ts';
import { cutShort } from './cut-short.ts';

/** Implementation of the steps that make a part of the export fail. */
export const partChanges: Changes<PartStep> = {
  'fail-model': (plan, { files, rows, logged }, fire) => {
    const failing = plan.csvs.filter(
      (csv) => isFailing(csv, files) && (rows === undefined || csv.dialect !== 'no-bytes'),
    );
    if (rows === undefined && failing.length > 0) fire();
    const csvs = plan.csvs.flatMap((csv) => {
      if (!failing.includes(csv)) return csv;
      return rows === undefined ? [] : { ...csv, rows: () => cutShort(csv.rows(), rows, fire) };
    });
    const attachments = plan.attachments.map((one) => {
      const listing = failing.find((csv) => csv.key === 'Files' && folderOf(csv) === one.folder);
      return listing === undefined ? one : { ...one, attachments: () => listed(one, listing, rows ?? 0) };
    });
    const failures = logged ? failing.map((csv) => failureOf(csv, rows)) : [];
    return withFailures({ ...plan, csvs, attachments }, failures);
  },
  'fail-attachment': (plan, { nth, logged }, fire) => {
    const failures = logged ? plan.attachments.map((one) => attachmentFailure(one, nth)) : [];
    const attachments = plan.attachments.map((one) => ({
      ...one,
      attachments: () => without(one.attachments(), nth, fire),
    }));
    return withFailures({ ...plan, attachments }, failures);
  },
  log: (plan, { how }, fire) => {
    const { log, csvs } = plan;
    const changes = log.written && (how === 'missing' || csvs.length > 0);
    if (!changes) return plan;
    fire();
    const changed = how === 'missing' ? { written: false } : { countsOff: log.countsOff + 1 };
    return { ...plan, log: { ...log, ...changed } };
  },
};

function isFailing(csv: PlannedCsv, files: readonly string[] | undefined): boolean {
  return files === undefined || files.some((file) => isNamed(csv, file));
}

/** The attachments of the first `rows` rows: attachments come in the order of the rows. */
function* listed(
  { attachments }: PlannedAttachments,
  listing: PlannedCsv,
  rows: number,
): Generator<Attachment> {
  let stored = 0;
  for (const { path } of cutShort(listing.rows(), rows, () => {})) if (path !== '') stored += 1;
  yield* cutShort(attachments(), stored, () => {});
}

function withFailures(plan: ExportPlan, failures: readonly PlannedFailure[]): ExportPlan {
  return { ...plan, log: { ...plan.log, failures: [...plan.log.failures, ...failures] } };
}

function failureOf(csv: PlannedCsv, rows: number | undefined): PlannedFailure {
  if (rows === undefined) return { member: () => csv.member, reason: 'the service took too long to begin' };
  return {
    member: () => (nthOf(csv.rows(), rows + 1) === undefined ? undefined : csv.member),
    reason: `the service took too long and was stopped after ${rows === 1 ? 'one row' : `${rows} rows`}`,
  };
}

function attachmentFailure({ folder, attachments }: PlannedAttachments, nth: number): PlannedFailure {
  return {
    member: () => {
      const failing = nthOf(attachments(), nth);
      return failing && folder + failing.path;
    },
    reason: 'the content could not be read',
  };
}

/** The nth item, counted from 1; undefined when there are fewer. */
function nthOf<T>(things: Iterable<T>, nth: number): T | undefined {
  let count = 0;
  for (const thing of things) {
    count += 1;
    if (count === nth) return thing;
  }
  return undefined;
}

function* without<T>(things: Iterable<T>, nth: number, fire: () => void): Generator<T> {
  let count = 0;
  for (const thing of things) {
    count += 1;
    if (count === nth) fire();
    else yield thing;
  }
}
