/** A wrong command line. The message states what was expected, what came, and what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
