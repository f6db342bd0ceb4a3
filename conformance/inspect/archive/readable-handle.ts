/** A file that is open for reading, on a disk or in memory. */
export interface ReadableHandle {
  stat(): Promise<{ isFile(): boolean; readonly size: number }>;
  /** Reads bytes at a position into a buffer; fewer where the file ends. */
  read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
  close(): Promise<void>;
}
