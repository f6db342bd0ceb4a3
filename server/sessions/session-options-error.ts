/**
 * An option is invalid. The message has a line for each option and is the same for flags, configuration
 * files, control and programs.
 */
export class SessionOptionsError extends Error {
  override readonly name: string = 'SessionOptionsError';
}

/**
 * A scenario is invalid or unknown. The message has a line for each mistake: what was expected and what came.
 */
export class ScenarioError extends SessionOptionsError {
  override readonly name = 'ScenarioError';
}
