import type { ArchiveFacts } from './parts.ts';

/** The request by `request.txt`, by name; empty when it says nothing. */
export function requestValues({ texts }: ArchiveFacts): ReadonlyMap<string, string> {
  const lines = (texts.get('request.txt') ?? '').split(/\r?\n/);
  return new Map(
    lines.flatMap((line) => {
      const [, name, text] = /^(\w+):(.*)$/s.exec(line) ?? [];
      const value = text?.trim() ?? '';
      return name === undefined || value === '' ? [] : [[name, value] as const];
    }),
  );
}
