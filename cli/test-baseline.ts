import {
  type Baseline,
  BaselineError,
  type ConformanceReport,
  printable,
  readBaseline,
  type UpdatedBaseline,
  updateBaseline,
} from '../conformance/index.ts';
import { readTextFile } from '../server/index.ts';
import { expectOutputs, writeText } from './output.ts';
import { UsageError } from './usage-error.ts';

/** The list of known failures that a run is judged by. */
export interface BaselineUse {
  readonly baseline: Baseline | ((report: ConformanceReport) => Baseline);
  /** Writes the list as it was made to fit, and resolves to what is different, a line each. */
  save(): Promise<readonly string[]>;
}

/** Reads a list of known failures. When it is to be made to fit, the run is judged by what it becomes, unless the run was interrupted. */
export async function baselineUse(
  file: string,
  update: boolean,
  isInterrupted: () => boolean,
): Promise<BaselineUse> {
  const text = await textOf(file, update);
  const baseline = understood(text ?? '', file);
  if (update) await expectOutputs('--baseline', [file]);
  if (!update) return { baseline, save: async () => [] };
  let updated: UpdatedBaseline | undefined;
  return {
    baseline: (report) => {
      if (isInterrupted()) return baseline;
      updated = updateBaseline(text, file, report);
      return updated.baseline;
    },
    async save() {
      if (updated === undefined) return [];
      if (updated.text !== text) await writeText(file, updated.text, { flag: '--baseline' });
      return updated.changes;
    },
  };
}

/** undefined when the file is not there and will be written. */
async function textOf(file: string, update: boolean): Promise<string | undefined> {
  try {
    return await readTextFile(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && update) return undefined;
    const advice = code === 'ENOENT' ? ' --update-baseline begins one.' : '';
    throw new UsageError(
      `--baseline: expected a list of known failures, got '${printable(message)}'.${advice}`,
    );
  }
}

function understood(text: string, file: string): Baseline {
  try {
    return readBaseline(text, file);
  } catch (error) {
    throw error instanceof BaselineError ? new UsageError(`--baseline:\n${error.message}\n`) : error;
  }
}
