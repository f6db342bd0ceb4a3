import { type ErrorCode, type ErrorDetails, errorBody, errorByCode } from '../../schemas/index.ts';
import { printable } from '../util/printable.ts';

/** Longer hints help nobody, characters. */
export const LONGEST_HINT = 300;
/** The header that says what would have been right. */
export const HINT = 'X-Engage-Export-Hint';

/** An answer that is not an export: the documented one, and beside it a hint for the person who reads it. */
export class Refusal {
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
  withStatus(status: number): Refusal {
    const body = this.body.replace(`"code":${this.status}`, `"code":${status}`);
    return new Refusal(status, { headers: this.headers, body, hint: this.hint });
  }

  /** The same answer with these headers too. */
  withHeaders(headers: Readonly<Record<string, string>>): Refusal {
    const { status, body, hint } = this;
    return new Refusal(status, { headers: { ...this.headers, ...headers }, body, hint });
  }

  withoutBody(): Refusal {
    const { 'Content-Type': _, ...headers } = this.headers;
    return new Refusal(this.status, { headers, body: '', hint: this.hint });
  }
}

/** The refusal of the error table that goes by this code. */
export function refusal<C extends ErrorCode>(code: C, details: ErrorDetails<C>, hint: string): Refusal {
  const { status, contentType, headers } = errorByCode(code);
  const type = contentType === '' ? {} : { 'Content-Type': contentType };
  return new Refusal(status, { headers: { ...type, ...headers }, body: errorBody(code, details), hint });
}
