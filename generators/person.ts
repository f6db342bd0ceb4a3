/** Tells the facts about the users of a network. */
interface Directory {
  joinedAt(user: number): number;
  id(user: number): string;
  nameOf(user: number): string;
  emailOf(user: number): string;
}

/** The facts about a user that never change, each made when it is asked for: most calls need only one. */
export class Person {
  readonly index: number;
  readonly #directory: Directory;

  constructor(directory: Directory, index: number) {
    this.#directory = directory;
    this.index = index;
  }

  get joinedAt(): number {
    return this.#directory.joinedAt(this.index);
  }

  get id(): string {
    return this.#directory.id(this.index);
  }

  get name(): string {
    return this.#directory.nameOf(this.index);
  }

  get email(): string {
    return this.#directory.emailOf(this.index);
  }
}
