import type { Content, Member } from '../../zip/index.ts';
import type { Draft } from './draft.ts';

/** Makes all members of the export anew: the same ones, with the same contents. */
export type Again = () => Iterable<Member>;

/** The members of the export once more, alongside those that are written. */
export class ReplayableMembers {
  readonly #again: Again;
  #members: Iterator<Member> | undefined;
  #next = 0;

  constructor(again: Again) {
    this.#again = again;
  }

  /** The content of the member at this place, to be read once. Places are asked for in rising order. */
  contentAt(index: number): Content {
    this.#members ??= this.#again()[Symbol.iterator]();
    for (;;) {
      const { done, value } = this.#members.next();
      if (done)
        throw new RangeError(`The export had a member ${index}, and made again it ends after ${this.#next}.`);
      this.#next += 1;
      if (this.#next > index) return value.content;
    }
  }

  close(): void {
    this.#members?.return?.();
  }
}

/** Whether the content is one that can be read as often as one likes: what a step has added, and short texts, which may tell of what was written before them. */
export function staysReadable({ index, member }: Draft): boolean {
  return index === undefined || Array.isArray(member.content);
}

/** The content of a draft, made anew at every reading. */
export function remade(draft: Draft, again: Again): Content {
  const { index, member } = draft;
  if (index === undefined || staysReadable(draft)) return member.content;
  return {
    async *[Symbol.asyncIterator]() {
      const remake = new ReplayableMembers(again);
      try {
        yield* remake.contentAt(index);
      } finally {
        remake.close();
      }
    },
  };
}
