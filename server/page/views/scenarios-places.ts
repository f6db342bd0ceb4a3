import type { Step } from './scenarios-data.ts';

/** A place in the picture of a response, in percent of its width. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** The parts of the picture. The named member stands for the file that a scenario aims at. */
export const parts = {
  head: { from: 0, to: 12, title: 'head' },
  before: { from: 12, to: 34, title: 'CSVs before' },
  member: { from: 34, to: 64, title: 'CSV' },
  after: { from: 64, to: 78, title: 'CSVs after' },
  attachments: { from: 78, to: 90, title: 'attachments' },
  directory: { from: 90, to: 100, title: 'directory' },
} as const;

const archive: Place = { from: parts.before.from, to: 100 };
const members: Place = { from: parts.before.from, to: parts.directory.from };

/** The parts that a kind of step changes, where the step names no place itself. */
const byKind: Readonly<Record<string, Place>> = {
  framing: archive,
  encode: archive,
  'attachment-mismatch': parts.attachments,
  'fail-attachment': parts.attachments,
  'fail-model': parts.member,
  log: parts.after,
  'cut-directory': parts.directory,
  'no-directory': parts.directory,
  zip64: parts.directory,
  comment: parts.directory,
  descriptors: members,
  store: members,
  'leading-bytes': point(parts.before.from),
  'trailing-bytes': point(100),
  'add-member': point(parts.directory.from),
  'empty-archive': members,
  clock: parts.head,
  ids: members,
};

/** The name of the file that a scenario aims at; undefined when it aims at none. */
export function fileOf(steps: readonly Step[]): string | undefined {
  const names = steps.flatMap((step) => {
    const anchor = anchorOf(step) ?? {};
    const { before, after, header, member } = anchor;
    return [member, header, after, before, step.member, step.file];
  });
  return names.find((name): name is string => typeof name === 'string' && name !== 'directory');
}

/** The place that a step changes. Steps without one change the head: they answer instead of the export. */
export function placeOf(step: Step): Place {
  const anchor = anchorOf(step);
  if (anchor !== undefined) {
    const at = anchored(anchor);
    return step.do === 'slow' ? { from: at, to: 100 } : point(at);
  }
  if (step.do === 'corrupt-data') return point(within(parts.member, Number(step.percent)));
  if (step.do.startsWith('csv-')) return typeof step.file === 'string' ? parts.member : members;
  if (typeof step.member === 'string') return parts.member;
  return byKind[step.do] ?? parts.head;
}

type Anchor = Readonly<Record<string, unknown>>;

/** The place in the archive that a step names. */
function anchorOf({ until, at, from }: Step): Anchor | undefined {
  return [until, at, from].find((one): one is Anchor => typeof one === 'object' && one !== null);
}

function anchored(anchor: Anchor): number {
  if ('byte' in anchor) return parts.before.from + (Number(anchor.byte) > 0 ? 4 : 0);
  if ('beforeEnd' in anchor) return 99;
  if ('directory' in anchor) return within(parts.directory, Number(anchor.directory));
  if (anchor.before === 'directory') return parts.directory.from;
  if ('before' in anchor) return parts.member.from;
  if ('header' in anchor) return parts.member.from + 2;
  if ('after' in anchor) return parts.member.to;
  return within(parts.member, 'percent' in anchor ? Number(anchor.percent) : 40);
}

function within({ from, to }: Place, percent: number): number {
  return from + ((to - from) * percent) / 100;
}

function point(at: number): Place {
  return { from: at, to: at };
}
