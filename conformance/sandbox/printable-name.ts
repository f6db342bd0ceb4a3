const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The name of a file as text: bytes that are no UTF-8 are written as `\xNN`, so that different names stay
 * different.
 */
export function printableName(name: Buffer): string {
  try {
    return text.decode(name);
  } catch {
    return Array.from(name, (byte) =>
      byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`,
    ).join('');
  }
}
