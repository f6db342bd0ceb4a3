import type { ArchiveFacts, Findings } from './parts.ts';

/** The maximum length of a line of the log that is read, characters. */
const LINE_LIMIT = 4096;
const COUNT = /^number of exported\s+(\S[^:]*):\s*(\d+)$/i;
const FAILURE =
  /fail|error|exception|could not|cannot|unable|partial|incomplete|skipped|timed? ?out|truncated|missing|abort/i;
/** The maximum length of a line of the log that is repeated, characters. */
const SHOWN = 200;

/**
 * Holds every `log.txt` against the files beside it: each line of a failure, and each count that is not that
 * of the rows, is something missing.
 */
export function readLog(facts: ArchiveFacts): Findings {
  const logs = [...facts.texts].filter(([name]) => name.endsWith('log.txt'));
  if (!logs.some(([name]) => name === 'log.txt')) {
    return { missing: ['there is no log.txt, so nobody says that the export is whole'], notes: [] };
  }
  const missing = logs.flatMap(([name, text]) => inLog(text, name.slice(0, -'log.txt'.length), facts));
  return { missing: [...new Set(missing)], notes: [] };
}

function inLog(text: string, folder: string, { csvs }: ArchiveFacts): readonly string[] {
  const rows = new Map<string, number>();
  for (const csv of csvs.filter(({ member }) => member.startsWith(folder))) {
    const letters = lettersOf(csv.member.slice(csv.member.lastIndexOf('/') + 1, -'.csv'.length));
    rows.set(letters, (rows.get(letters) ?? 0) + (csv.rows ?? Number.NaN));
  }
  return text.split('\n').flatMap((whole) => {
    const line = whole.slice(0, LINE_LIMIT).trim();
    const [, said, count] = COUNT.exec(line) ?? [];
    if (said === undefined) return FAILURE.test(line) ? [`log.txt says: ${line.slice(0, SHOWN)}`] : [];
    const label = said.trimEnd();
    const came = rows.get(lettersOf(label)) ?? 0;
    // A CSV with a problem is a finding already, and its rows are not counted.
    return Number.isNaN(came) || came === Number(count)
      ? []
      : [`log.txt counts ${count} ${label}, and ${came} rows came`];
  });
}

/** The letters of a name: the same for `MESSAGE_VERSIONS` and `MessageVersions`. */
function lettersOf(name: string): string {
  return name.replaceAll(/[^a-z0-9]/gi, '').toLowerCase();
}
