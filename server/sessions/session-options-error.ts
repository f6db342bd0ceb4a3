/** Something was said that cannot be meant, the same through every door. The message has a line for each option. */
export class SessionOptionsError extends Error {
  override readonly name: string = 'SessionOptionsError';
}

/** A scenario cannot be played, or nobody knows it. The message has a line for each mistake: what was expected and what came. */
export class ScenarioError extends SessionOptionsError {
  override readonly name = 'ScenarioError';
}
