import { type ErrorCode, type ErrorDetails, errorBody, errorByCode } from '../../schemas/index.ts';
import { printable } from '../../schemas/text.ts';
import { HINT, LONGEST_HINT } from './hint.ts';

/** An error response: the documented status and body, and a hint in a header. */
export class ErrorResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The problem and the correct form, safe for a header. */
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

  /** The same response with another status, which replaces a repeated status in the body, too. */
  withStatus(status: number): ErrorResponse {
    const body = this.body.replace(`"code":${this.status}`, `"code":${status}`);
    return new ErrorResponse(status, { headers: this.headers, body, hint: this.hint });
  }

  /** The same response with additional headers. */
  withHeaders(headers: Readonly<Record<string, string>>): ErrorResponse {
    const { status, body, hint } = this;
    return new ErrorResponse(status, { headers: { ...this.headers, ...headers }, body, hint });
  }

  withoutBody(): ErrorResponse {
    const { 'Content-Type': _, ...headers } = this.headers;
    return new ErrorResponse(this.status, { headers, body: '', hint: this.hint });
  }
}

/** The error response for a code of the error table. */
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
