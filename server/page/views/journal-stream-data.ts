import type { Exchange } from '../../journal/index.ts';

/** The room for what was not sent, as a part of the bytes that were: its size is unknown. */
const LOST = 0.18;

/** A part of the archive in the picture. */
export interface DrawnPart {
  readonly title: string;
  /** The number of body bytes before the part, and after it. */
  readonly from: number;
  readonly to: number;
  /** The numbers of the steps that took effect in it, from 1. */
  readonly steps: readonly number[];
}

/** A step in the picture, with its number, from 1. */
export interface Mark {
  readonly number: number;
  readonly byte: number;
}

/** The picture of a response. */
export interface Drawing {
  /** The bytes at the right edge. */
  readonly whole: number;
  /** The bytes that were sent. */
  readonly sent: number;
  readonly marks: readonly Mark[];
  readonly parts: readonly DrawnPart[];
  /** The names of the planned CSVs of which nothing was sent. */
  readonly lost: readonly string[];
}

/** The picture of a response: its bytes, the steps at their bytes, and the parts of the archive. */
export function drawingOf({ archive, bytes, ending, plan, steps }: Exchange): Drawing {
  const marks = steps.flatMap(({ byte }, index) => (byte === null ? [] : [{ number: index + 1, byte }]));
  const end = steps.find(({ byte, endsBody }) => byte !== null && endsBody)?.byte;
  const sent = end ?? bytes.body;
  const furthest = Math.max(sent, ...marks.map(({ byte }) => byte), archive.at(-1)?.byte ?? 0, 1);
  const whole = ending === 'complete' ? furthest : furthest * (1 + LOST);
  const parts = archive.map(({ name, byte, members }, index) => {
    const to = archive[index + 1]?.byte ?? furthest;
    const isLast = index === archive.length - 1;
    return {
      title: name === null ? 'directory' : members > 1 ? `${name} (${members})` : name,
      from: byte,
      to,
      steps: marks
        .filter((mark) => mark.byte >= byte && (mark.byte < to || isLast))
        .map(({ number }) => number),
    };
  });
  const begun = new Set(archive.map(({ name }) => name));
  const isMissing = ending !== 'complete' && archive.length > 0;
  const lost = isMissing ? (plan?.csvs ?? []).filter((name) => !begun.has(name)) : [];
  return { whole, sent, marks, parts, lost };
}
