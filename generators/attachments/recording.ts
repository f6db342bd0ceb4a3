import { noisePieces } from './noise.ts';

const headerBytes = 44;
const samplesPerSecond = 16_000;

/** A WAV recording of white noise, 16-bit mono: a file that does not compress. `bytes` is even. */
export function* recording(key: number, bytes: number): Generator<Buffer> {
  yield header(bytes - headerBytes);
  yield* noisePieces(bytes - headerBytes, key);
}

function header(dataBytes: number): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.write('RIFF', 0);
  header.writeUInt32LE(headerBytes - 8 + dataBytes, 4); // bytes after this field
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16); // bytes of the format chunk
  header.writeUInt16LE(1, 20); // format: linear PCM
  header.writeUInt16LE(1, 22); // channels
  header.writeUInt32LE(samplesPerSecond, 24);
  header.writeUInt32LE(samplesPerSecond * 2, 28); // bytes per second
  header.writeUInt16LE(2, 32); // bytes per sample of all channels
  header.writeUInt16LE(16, 34); // bits per sample
  header.write('data', 36);
  header.writeUInt32LE(dataBytes, 40);
  return header;
}
