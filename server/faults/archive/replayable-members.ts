import type { Content, Member } from '../../zip/index.ts';
import type { Draft } from './draft.ts';

/** Makes all members of the export once more, with the same contents. */
export type Again = () => Iterable<Member>;

/** A second reading of the members, in parallel with the members that are written. */
export class ReplayableMembers {
  readonly #again: Again;
  #members: Iterator<Member> | undefined;
  #next = 0;

  constructor(again: Again) {
    this.#again = again;
  }

  /**
   * The content of the member at this index, to be read once. Indices must ascend.
   *
   * @throws RangeError when the second reading has fewer members.
   */
  contentAt(index: number): Content {
    this.#members ??= this.#again()[Symbol.iterator]();
    for (;;) {
      const { done, value } = this.#members.next();
      if (done)
        throw new RangeError(
          `Expected the export to have member ${index} again, got only ${this.#next} members; make the same members at every call.`,
        );
      this.#next += 1;
      if (this.#next > index) return value.content;
    }
  }

  close(): void {
    this.#members?.return?.();
  }
}

/**
 * Tells whether the content can be read several times: content that a step has added, and short texts, which
 * may depend on earlier members.
 */
export function staysReadable({ index, member }: Draft): boolean {
  return index === undefined || Array.isArray(member.content);
}

/** The content of a draft, made once more at every reading. */
export function remade(draft: Draft, again: Again): Content {
  const { index, member } = draft;
  if (index === undefined || staysReadable(draft)) return member.content;
  return {
    async *[Symbol.asyncIterator]() {
      const replay = new ReplayableMembers(again);
      try {
        yield* replay.contentAt(index);
      } finally {
        replay.close();
      }
    },
  };
}
