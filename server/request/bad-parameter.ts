import type { Assumptions } from '../../schemas/index.ts';
import type { ErrorResponse } from '../http/error-response.ts';

/** What comes of a parameter that cannot be understood: the refusal, or what holds without the parameter. */
export function badParameter<T>(
  refusal: ErrorResponse,
  without: T,
  assumptions: Assumptions,
): ErrorResponse | T {
  return assumptions['bad-parameter'] === 'ignore' ? without : refusal;
}
