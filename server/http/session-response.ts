import { type OutgoingHttpHeader, type OutgoingHttpHeaders, ServerResponse } from 'node:http';

type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[];

/**
 * An answer whose `Date` is that of its session: a client that goes by it and a client that goes by the rows see the
 * same time. The class of a server's answers is made by `sessionResponse`.
 */
export interface SessionResponse extends ServerResponse {
  /** The clock of the answer, Unix milliseconds. */
  clock: () => number;
}

/** The class of the answers of a server; `clock` is that of its own session, which holds until another one is found. */
export function sessionResponse(clock: () => number): typeof ServerResponse {
  const made = class extends ServerResponse implements SessionResponse {
    clock = clock;

    override writeHead(status: number, ...rest: (string | Headers | undefined)[]): this {
      const head = rest.at(-1);
      const headers = typeof head === 'string' ? undefined : head;
      const reason = typeof rest[0] === 'string' ? [rest[0]] : [];
      // A scenario that has taken the date away has said so.
      const dated = this.sendDate ? withDate(headers, httpDate(this.clock())) : headers;
      this.sendDate = false;
      return super.writeHead(status, ...(reason as []), dated as OutgoingHttpHeaders);
    }
  };
  return made as typeof ServerResponse;
}

/** From now on the answer goes by this clock. */
export function useClock(response: ServerResponse, clock: () => number): void {
  (response as SessionResponse).clock = clock;
}

function withDate(headers: Headers | undefined, date: string): Headers {
  if (Array.isArray(headers)) return ['Date', date, ...headers];
  return { Date: date, ...headers };
}

let second = Number.NaN;
let text = '';

/** An instant as HTTP writes it, RFC 9110 section 5.6.7; the last one is remembered, as most answers are of the same second. */
export function httpDate(at: number): string {
  const now = Math.floor(at / 1000);
  if (now !== second) {
    second = now;
    text = new Date(now * 1000).toUTCString();
  }
  return text;
}
