import type { Assumptions } from '../../schemas/index.ts';
import type { ErrorResponse } from '../http/error-response.ts';

/** The result of an invalid parameter: the error response, or the value without the parameter. */
export function badParameter<T>(
  error: ErrorResponse,
  without: T,
  assumptions: Assumptions,
): ErrorResponse | T {
  return assumptions['bad-parameter'] === 'ignore' ? without : error;
}
