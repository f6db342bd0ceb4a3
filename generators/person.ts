/** Tells the facts about the users of a network. */
interface Directory {
  readonly times: { joinedAt(user: number): number };
  id(user: number): string;
  nameOf(user: number): string;
  emailOf(user: number): string;
}

/**
 * The facts about a user that never change. The texts are composed on demand: most calls need only the times
 * of joining and leaving.
 */
export class Person {
  readonly index: number;
  readonly #directory: Directory;
  #id: string | undefined;
  #name: string | undefined;
  #email: string | undefined;

  constructor(directory: Directory, index: number) {
    this.#directory = directory;
    this.index = index;
  }

  get joinedAt(): number {
    return this.#directory.times.joinedAt(this.index);
  }

  get id(): string {
    this.#id ??= this.#directory.id(this.index);
    return this.#id;
  }

  get name(): string {
    this.#name ??= this.#directory.nameOf(this.index);
    return this.#name;
  }

  get email(): string {
    this.#email ??= this.#directory.emailOf(this.index);
    return this.#email;
  }
}
