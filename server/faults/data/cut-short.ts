/** The first so many of them; `fire` is called when one more is there, which is not given. */
export function* cutShort<T>(things: Iterable<T>, most: number, fire: () => void): Generator<T> {
  let count = 0;
  for (const thing of things) {
    if (count === most) {
      fire();
      return;
    }
    count += 1;
    yield thing;
  }
}
