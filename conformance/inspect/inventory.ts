import type { Member } from './archive/member.ts';
import type { Found } from './finding.ts';

/** One CSV of the export. */
export interface CsvMember {
  readonly member: Member;
  /** The network's folder with its slash; empty at the root. */
  readonly folder: string;
  /** The name without the folder, such as `Messages.csv`. */
  readonly name: string;
}

/** The members by what they are. */
export interface Inventory {
  readonly csvs: readonly CsvMember[];
  /** Files that people uploaded, under `files/`, and notes of 2018, under `pages/`. */
  readonly attachments: readonly Member[];
  /** The members that no export has. */
  readonly others: readonly Member[];
  readonly log?: Member;
  readonly request?: Member;
  readonly found: readonly Found[];
}

const NETWORK_FOLDER = /^\d{1,20}\//;
const ATTACHMENT = /^(?:\d{1,20}\/)?(?:files|pages)\/./i;

/** Sorts the members; what an export does not have is told and otherwise left alone. */
export function takeStock(members: readonly Member[]): Inventory {
  const csvs: CsvMember[] = [];
  const attachments: Member[] = [];
  const others: Member[] = [];
  const texts = new Map<string, Member>();
  const found: Found[] = [];
  for (const member of members) {
    if (member.directory) continue;
    const folder = NETWORK_FOLDER.exec(member.name)?.[0] ?? '';
    const name = member.name.slice(folder.length);
    if (member.name === 'log.txt' || member.name === 'request.txt') texts.set(member.name, member);
    else if (ATTACHMENT.test(member.name)) attachments.push(member);
    else if (/^[^/\\]+\.csv$/i.test(name)) csvs.push({ member, folder, name });
    else {
      const message =
        'Exports have CSVs, log.txt, request.txt and attachments in files/ or pages/ only; this one was read and not judged.';
      others.push(member);
      found.push({ code: 'unexpected-member', member: member.name, message });
    }
  }
  const log = texts.get('log.txt');
  const request = texts.get('request.txt');
  found.push(...absent(csvs, log, request));
  return { csvs, attachments, others, ...(log ? { log } : {}), ...(request ? { request } : {}), found };
}

/** An archive without a single CSV. */
export const noData: Found = {
  code: 'no-data',
  message: 'There is no CSV in it: this is no export, or nothing of it arrived.',
};

function absent(csvs: readonly CsvMember[], log: Member | undefined, request: Member | undefined): Found[] {
  const found: Found[] = [];
  if (csvs.length === 0) {
    found.push(noData);
  }
  if (log === undefined) {
    const message =
      'There is no log.txt at the root: nothing tells how many rows there should be, or what failed.';
    found.push({ code: 'no-log', message });
  }
  if (request === undefined) {
    const message =
      'There is no request.txt at the root: nothing tells which window and models were asked for.';
    found.push({ code: 'no-request', message });
  }
  return found;
}
