import { maskOf } from '../checks/mask.ts';
import { inLines } from '../util/escape.ts';
import { compareRecords, type EvidenceRecord, recordOf } from './record.ts';
import type { CaseEvidence, EvidenceSink } from './sink.ts';
import { traceOf } from './trace.ts';

/**
 * Shows all that can be seen of a case that is run again, and how the bytes compare with those of the
 * evidence, if there is any.
 */
export function rerunSink(print: (text: string) => void, before: EvidenceRecord | undefined): EvidenceSink {
  return {
    async take(evidence) {
      print(inLines(traceOf(evidence)));
      print(outputsOf(evidence));
      if (before !== undefined) print(comparisonOf(before, recordOf(evidence)));
    },
  };
}

function outputsOf({ seen }: CaseEvidence): string {
  const parts = seen.runs.flatMap((run, index) =>
    (['stdout', 'stderr'] as const).flatMap((name) => {
      const text = inLines(maskOf(run)(run.process[name].text));
      return text === '' ? [] : [`\nrun ${index + 1} on ${name}:\n${text.replace(/\n?$/, '\n')}`];
    }),
  );
  return parts.join('');
}

function comparisonOf(before: EvidenceRecord, after: EvidenceRecord): string {
  const { same, lines } = compareRecords(before, after);
  const head = same
    ? 'The server sent the same bytes as in the evidence:'
    : 'The server did not send the same bytes as in the evidence:';
  return `\n${[head, ...lines.map((line) => `  ${line}`)].join('\n')}\n\n`;
}
