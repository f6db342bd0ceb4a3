import { markdownTable } from '../../schemas/index.ts';
import type { ShippedTable } from '../fingerprints/shipped-table.ts';
import { markdownText } from '../util/escape.ts';

/** The table in Markdown: the mutants, and which of them fail each check. */
export function tablePage({ mutants, checks }: ShippedTable): string {
  const all = Object.entries(checks);
  const areas = [...new Set(all.map(([id]) => areaOf(id)))];
  return `${[
    '<!-- Derived by `npm run mutants -- --write`. Change conformance/mutants/, not this page. -->',
    '# The mutants',
    'Each mutant is the reference client with one deliberate fault, most of them seen in public clients. They show that the kit finds faults: at least one mutant fails each check, and the reference client passes all checks. `engage-export explain CHECK` explains a check. `npm run mutants` measures this table again, and fails when it differs.',
    markdownTable(
      ['Mutant', 'What it does', 'Checks failed'],
      mutants.map(({ name, does, failed, judged }) => [name, markdownText(does), `${failed} of ${judged}`]),
    ),
    'Those that ask for nothing fail everything, and are left out below.',
    ...areas.flatMap((area) => [
      `## ${area.charAt(0).toUpperCase()}${area.slice(1)}`,
      markdownTable(
        ['Check', 'Failed by'],
        all.filter(([id]) => areaOf(id) === area).map(([id, by]) => [`\`${id}\``, by.join(', ')]),
      ),
    ]),
  ].join('\n\n')}\n`;
}

function areaOf(id: string): string {
  return id.slice(0, id.indexOf('.'));
}
