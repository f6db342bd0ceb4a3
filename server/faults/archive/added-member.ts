import type { ArchiveStep } from '../../scenarios/steps/archive.ts';
import { USUAL_MODEL, USUAL_ZEROS } from '../../scenarios/steps/archive.ts';
import { type Content, type Member, writeZip } from '../../zip/index.ts';
import { isNamed } from '../member-name.ts';
import type { Draft, Drafts } from './draft.ts';
import { type Again, remade } from './replayable-members.ts';

export type AddMember = Extract<ArchiveStep, { do: 'add-member' }>;

const SENTENCE =
  'This file is a test of programs that read ZIPs, and harmless. Found outside of the folder of its export, it shows that names were trusted.\n';

/**
 * Unix modes in the upper half of the external attributes; the lower half of a folder is its DOS attribute.
 */
const FOLDER = 0o040755 * 0x10000 + 0x10;
const LINK = 0o120777 * 0x10000;

/** The size of one chunk of zeros. */
const ZEROS_CHUNK_BYTES = 64 * 1024;

/** The maximum of the format. */
const MOST_NAME_BYTES = 0xffff;

/**
 * The properties of an added member besides its name; undefined when the original of a copy does not exist.
 */
type MemberContent = Pick<Member, 'content' | 'method' | 'odd'> & { readonly folder?: string };

const contents: {
  readonly [H in AddMember['holds']]: (
    step: AddMember,
    model: Draft | undefined,
    again: Again,
  ) => MemberContent | undefined;
} = {
  text: () => ({ content: [Buffer.from(SENTENCE)], method: 'deflate' }),
  zip: () => ({ content: nested(), method: 'store' }),
  zeros: ({ bytes = USUAL_ZEROS }) => ({ content: zeros(bytes), method: 'deflate' }),
  copy: (_, model, again) =>
    model && {
      content: remade(model, again),
      method: model.member.method,
      folder: model.member.name.slice(0, model.member.name.lastIndexOf('/') + 1),
    },
  directory: () => ({ content: [], method: 'verbatim', odd: { descriptor: 'none', attributes: FOLDER } }),
  link: ({ of = USUAL_MODEL }) => ({
    content: [Buffer.from(of)],
    method: 'verbatim',
    odd: { descriptor: 'none', attributes: LINK },
  }),
};

/** The drafts, followed by the added member. */
export function* withMember(
  step: AddMember,
  drafts: Drafts,
  again: Again,
): Generator<Draft, void, undefined> {
  const { name, holds, of = USUAL_MODEL } = step;
  let model: Draft | undefined;
  let modifiedAt = 0;
  for (const draft of drafts) {
    modifiedAt = draft.member.modifiedAt;
    if (isNamed(draft.member.name, of)) model ??= draft;
    yield draft;
  }
  const made = contents[holds](step, model, again);
  if (made === undefined) return;
  const { folder = '', content, method, odd } = made;
  const full = lengthened(
    (name === of ? folder : '') + (holds === 'directory' ? asFolder(name) : name),
    step.nameBytes,
  );
  const unflagged = step.unflagged ? { unflagged: true } : {};
  yield {
    member: { name: full, modifiedAt, content, method, odd: { ...odd, ...unflagged } },
    index: undefined,
    traces: [{ step, find: ({ kind }) => (kind === 'local-header' ? 0 : undefined) }],
    breaks: [],
  };
}

function asFolder(name: string): string {
  return name.endsWith('/') ? name : `${name}/`;
}

/** Pads the name to this length in bytes, before its extension. */
function lengthened(name: string, bytes = 0): string {
  const missing = Math.min(bytes, MOST_NAME_BYTES) - Buffer.byteLength(name);
  if (missing <= 0) return name;
  const ending = /(\.[^./\\]*|\/)$/.exec(name)?.[0] ?? '';
  return name.slice(0, name.length - ending.length) + 'n'.repeat(missing) + ending;
}

function zeros(bytes: number): Content {
  const chunk = Buffer.alloc(ZEROS_CHUNK_BYTES);
  return {
    *[Symbol.iterator]() {
      for (let left = bytes; left > 0; left -= chunk.length)
        yield chunk.subarray(0, Math.min(left, chunk.length));
    },
  };
}

/** A small archive. It is stored uncompressed in the outer archive, so its records are visible there. */
function nested(): Content {
  const modifiedAt = 0;
  return {
    async *[Symbol.asyncIterator]() {
      const members: Member[] = [
        { name: 'Messages.csv', modifiedAt, content: [Buffer.from('"id"\n"1"\n')], method: 'deflate' },
        { name: 'note.txt', modifiedAt, content: [Buffer.from(SENTENCE)], method: 'deflate' },
      ];
      for await (const { bytes } of writeZip(members)) yield bytes;
    },
  };
}
