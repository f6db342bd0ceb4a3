import type { Endpoint, Evidence } from './evidence.ts';

/** One kind of error response. */
export interface ErrorEntry {
  readonly status: number;
  /** The `Content-Type`; empty when the body is empty. */
  readonly contentType: '' | 'application/json' | 'text/plain; charset=utf-8';
  /** The exact body; `<name>` stands for a detail of the request. */
  readonly body: string;
  /** Headers of the response besides the common ones. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The condition of the error. */
  readonly when: string;
  /** The endpoints that send it, `files` for those of the Files Export API; none before an endpoint. */
  readonly endpoints: readonly (Endpoint | 'files')[];
  readonly evidence: Evidence;
  /** A part without evidence, decided here. */
  readonly assumed?: string;
}
