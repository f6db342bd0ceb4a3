import { createRequire } from 'node:module';

/** The version of this package. */
export function kitVersion(): string {
  const { version } = createRequire(import.meta.url)('engage-export-kit/package.json') as { version: string };
  return version;
}
