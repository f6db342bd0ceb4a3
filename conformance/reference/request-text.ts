import type { ArchiveFacts } from './parts.ts';

/** What `request.txt` says was asked for, by name; empty when it says nothing. */
export function requestValues({ texts }: ArchiveFacts): ReadonlyMap<string, string> {
  const lines = (texts.get('request.txt') ?? '').split(/\r?\n/);
  return new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^(\w+):\s*(.*?)\s*$/.exec(line) ?? [];
      return name === undefined || value === undefined || value === '' ? [] : [[name, value] as const];
    }),
  );
}
