import { type ErrorCode, type ErrorDetails, errorBody, errorByCode } from '../../schemas/index.ts';
import { printable } from '../util/printable.ts';

/** Longer hints help nobody, characters. */
export const LONGEST_HINT = 300;
/** The header that says what would have been right. */
export const HINT = 'X-Engage-Export-Hint';

/** An answer that is not an export: the documented one, and beside it a hint for the person who reads it. */
export class ErrorResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What was wrong and what would be right, safe in a header. */
  readonly hint: string;

  constructor(
    status: number,
    answer: { headers: Readonly<Record<string, string>>; body: string; hint: string },
  ) {
    this.status = status;
    this.body = answer.body;
    this.hint = printable(answer.hint, LONGEST_HINT);
    this.headers = { ...answer.headers, [HINT]: this.hint };
  }

  /** The same answer with another status; a number in the body that repeats the status goes with it. */
  withStatus(status: number): ErrorResponse {
    const body = this.body.replace(`"code":${this.status}`, `"code":${status}`);
    return new ErrorResponse(status, { headers: this.headers, body, hint: this.hint });
  }

  /** The same answer with these headers too. */
  withHeaders(headers: Readonly<Record<string, string>>): ErrorResponse {
    const { status, body, hint } = this;
    return new ErrorResponse(status, { headers: { ...this.headers, ...headers }, body, hint });
  }

  withoutBody(): ErrorResponse {
    const { 'Content-Type': _, ...headers } = this.headers;
    return new ErrorResponse(this.status, { headers, body: '', hint: this.hint });
  }
}

/** The refusal of the error table that goes by this code. */
export function errorResponse<C extends ErrorCode>(
  code: C,
  details: ErrorDetails<C>,
  hint: string,
): ErrorResponse {
  const { status, contentType, headers } = errorByCode(code);
  const type = contentType === '' ? {} : { 'Content-Type': contentType };
  return new ErrorResponse(status, {
    headers: { ...type, ...headers },
    body: errorBody(code, details),
    hint,
  });
}
