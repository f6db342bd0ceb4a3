import { type Breach, LawCheck } from '../../conformance/inspect/laws/law-check.ts';
import type { Network, Row } from '../../generators/index.ts';
import { type FileKey, filesOf, laws } from '../../schemas/index.ts';

const networkKeys = filesOf('current');

/** Returns the breaches of the laws in everything that networks have, with the votes that only users see. */
export function breachesIn(
  networks: readonly Network[],
  { from, now }: { readonly from: number; readonly now: number },
): readonly Breach[] {
  const check = new LawCheck({
    laws,
    clock: { earliest: now, latest: now },
    whole: from === 0,
    most: 10_000_000,
  });
  const rows: { file: FileKey; member: string; line: number; row: Row }[] = [];
  const add = ({ id }: Network, file: FileKey, found: Iterable<Row>) => {
    let line = 2;
    for (const row of found) rows.push({ file, member: `${id}/${file}`, line: line++, row });
  };
  for (const network of networks) {
    for (const file of networkKeys) add(network, file, network.rows(file, { from, to: now + 1, now }));
    for (const user of network.rows('Users', { from, to: now + 1, now })) {
      const found = network.findUser(String(user.id), now);
      if (found) add(network, 'PollVotes', network.userRows('PollVotes', found, now));
    }
  }
  const cellsOf = (row: Row) => (column: string) =>
    row[column] === undefined ? undefined : String(row[column]);
  for (const { file, row } of rows) if (check.remembers(file)) check.remember({ file, cells: cellsOf(row) });
  for (const { file, member, line, row } of rows) check.take({ file, member, line, cells: cellsOf(row) });
  return check.finish();
}
