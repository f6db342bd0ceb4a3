/** Something was said that cannot be meant, the same through every door. The message has a line for each option. */
export class SessionOptionsError extends Error {
  override readonly name = 'SessionOptionsError';
}
