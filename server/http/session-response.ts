import { type OutgoingHttpHeader, type OutgoingHttpHeaders, ServerResponse } from 'node:http';

type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[];

/**
 * A response whose `Date` is the time of its session, so that the header and the rows agree.
 * `sessionResponse` makes its class.
 */
export interface SessionResponse extends ServerResponse {
  /** The clock of the response, Unix milliseconds. */
  clock: () => number;
}

/**
 * Makes the class of a server's responses. `clock` is that of the server's own session; it applies until the
 * session of the request is known.
 */
export function sessionResponse(clock: () => number): typeof ServerResponse {
  const made = class extends ServerResponse implements SessionResponse {
    clock = clock;

    override writeHead(status: number, ...rest: (string | Headers | undefined)[]): this {
      const head = rest.at(-1);
      const headers = typeof head === 'string' ? undefined : head;
      const reason = typeof rest[0] === 'string' ? [rest[0]] : [];
      // A scenario that removes the date has set `sendDate` to false.
      const dated = this.sendDate ? withDate(headers, httpDate(this.clock())) : headers;
      this.sendDate = false;
      return super.writeHead(status, ...(reason as []), dated as OutgoingHttpHeaders);
    }
  };
  return made as typeof ServerResponse;
}

/** Sets the clock of a response. */
export function useClock(response: ServerResponse, clock: () => number): void {
  (response as SessionResponse).clock = clock;
}

function withDate(headers: Headers | undefined, date: string): Headers {
  if (Array.isArray(headers)) return ['Date', date, ...headers];
  return { Date: date, ...headers };
}

let second = Number.NaN;
let text = '';

/**
 * An instant as an HTTP date, RFC 9110 section 5.6.7. The last result is cached: most responses are in the
 * same second.
 */
export function httpDate(at: number): string {
  const now = Math.floor(at / 1000);
  if (now !== second) {
    second = now;
    text = new Date(now * 1000).toUTCString();
  }
  return text;
}
