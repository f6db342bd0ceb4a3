import type { Content, Network, World } from '../../generators/index.ts';
import type { ErrorResponse } from '../http/error-response.ts';
import type { Query } from '../http/query.ts';

/** A request to the REST API, with what its answer is made of. */
export interface RestCall {
  readonly world: World;
  readonly home: Network;
  /** The clock of the session, Unix milliseconds. */
  readonly now: number;
  readonly query: Query;
  /** The texts in the path: ids. */
  readonly parts: readonly string[];
  /** The id of the user to whom the token belongs. */
  readonly userId: string;
  /** A plain token of the same user. */
  readonly token: string;
  /** Puts an address of the service under the base of the links. */
  readonly link: (address: string) => string;
  /** Aborted when the client has left. */
  readonly signal: AbortSignal;
}

/** An answer: a value that becomes JSON, the content of a file, a page, or an error. */
export type RestAnswer =
  | { readonly json: unknown }
  | { readonly content: Pick<Content, 'name' | 'mediaType' | 'bytes' | 'content'> }
  | { readonly page: string }
  | ErrorResponse;

/** Answers a request. */
export type RestHandler = (call: RestCall) => RestAnswer | Promise<RestAnswer>;
