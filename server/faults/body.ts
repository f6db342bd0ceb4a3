import type { ServerResponse } from 'node:http';
import { constants, createGzip, type Gzip } from 'node:zlib';
import { writable } from '../http/send.ts';
import { pause } from './stall.ts';

/** The speed of a body. */
export interface Pace {
  readonly bytes: number;
  readonly everyMs: number;
}

/** The body of a response: sent as fast as the client reads it, or slower. */
export class Body {
  readonly #response: ServerResponse;
  readonly #gzip: Gzip | undefined;
  readonly #timeScale: number;
  #pace: Pace | undefined;

  constructor(response: ServerResponse, packed: boolean, timeScale: number) {
    this.#response = response;
    this.#timeScale = timeScale;
    this.#gzip = packed ? createGzip({ level: 1 }) : undefined;
    this.#gzip?.on('data', (bytes: Buffer) => response.write(bytes));
  }

  /** Limits the speed from this position on. */
  slow(pace: Pace): void {
    this.#pace = pace;
  }

  async write(bytes: Buffer): Promise<void> {
    const step = this.#pace?.bytes ?? bytes.length;
    for (let from = 0; from < bytes.length && !this.#response.destroyed; from += step) {
      await this.#send(bytes.subarray(from, from + step));
      if (this.#pace !== undefined) await pause(this.#pace.everyMs / this.#timeScale, this.#response);
    }
  }

  /** Hands all bytes so far to the operating system; also the head when there are no bytes. */
  async flush(): Promise<void> {
    const response = this.#response;
    if (!response.writableEnded) response.flushHeaders();
    while (response.writableLength > 0 && !response.destroyed) await pause(1, response);
  }

  /** Ends the body as complete. */
  async end(): Promise<void> {
    const gzip = this.#gzip;
    if (gzip !== undefined) await new Promise<void>((resolve) => gzip.once('end', resolve).end());
    if (!this.#response.destroyed) this.#response.end();
  }

  async #send(bytes: Buffer): Promise<void> {
    const response = this.#response;
    if (this.#gzip !== undefined) await this.#pack(bytes, this.#gzip);
    else if (!response.write(bytes)) await writable(response);
  }

  /** Compresses the bytes; settles when all output for them is written. */
  #pack(bytes: Buffer, gzip: Gzip): Promise<void> {
    return new Promise((resolve) => {
      gzip.write(bytes);
      gzip.flush(constants.Z_SYNC_FLUSH, resolve);
    });
  }
}
