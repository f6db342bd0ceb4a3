import type { Attachment, Row } from '../../../generators/index.ts';
import type { ExportPlan } from '../../export/plan.ts';
import type { DataStep } from '../../scenarios/steps/data.ts';
import { type Changes, changeCsvs, folderOf } from './change.ts';
import { lostId } from './lost-id.ts';

type Kinds = Extract<DataStep, { readonly do: 'attachment-mismatch' }>;
type How = Kinds['how'];

/** Implementation of the steps that change attachments and their rows. */
export const attachmentChanges: Changes<Kinds> = {
  'attachment-mismatch': (plan, { how }, fire) => mismatches[how](plan, fire),
};

const mismatches: Readonly<Record<How, (plan: ExportPlan, fire: () => void) => ExportPlan>> = {
  'member-without-row': (plan, fire) => ({
    ...plan,
    attachments: plan.attachments.map((one) => ({
      ...one,
      attachments: () => withUnlisted(one.attachments(), plan.now, fire),
    })),
  }),
  'row-without-member': (plan, fire) =>
    changeCsvs(plan, 'Files', (csv) =>
      plan.attachments.some(({ folder }) => folder === folderOf(csv))
        ? { ...csv, rows: () => withUnstored(csv.rows(), fire) }
        : csv,
    ),
};

/** The folder of the attachments, in the spelling of the export. */
const FILES_FOLDER = /^files\//i;

function* withUnlisted(
  attachments: Iterable<Attachment>,
  uploadedAt: number,
  fire: () => void,
): Generator<Attachment> {
  let folder = 'files/';
  for (const one of attachments) {
    [folder] = FILES_FOLDER.exec(one.path) ?? [folder];
    yield one;
  }
  fire();
  yield {
    path: `${folder}${Number.MAX_SAFE_INTEGER}.txt`,
    uploadedAt,
    content: () => [Buffer.from('No row of Files.csv names this file.\n')],
  };
}

/** Adds one row at the end: the row of the first attachment, with another id and the path of that id. */
function* withUnstored(rows: Iterable<Row>, fire: () => void): Generator<Row> {
  let first: Row | undefined;
  for (const row of rows) {
    if (first === undefined && row.path !== '') first = row;
    yield row;
  }
  if (first === undefined) return;
  fire();
  const id = lostId(String(first.id));
  const path = String(first.path);
  const at = path.lastIndexOf(String(first.id));
  yield { ...first, id, path: path.slice(0, at) + id + path.slice(at + String(first.id).length) };
}
