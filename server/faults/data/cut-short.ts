/** The first `most` items. Calls `fire` when at least one more item exists, which is not yielded. */
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
