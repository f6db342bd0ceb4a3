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

/** The known failures that apply to a run. */
export interface BaselineUse {
  readonly baseline: Baseline | ((report: ConformanceReport) => Baseline);
  /** Writes the updated list and resolves to its changes, one line each. */
  save(): Promise<readonly string[]>;
}

/**
 * Reads a list of known failures. With `update`, the updated list applies to the run, unless the run was
 * interrupted.
 */
export async function baselineUse(
  file: string,
  update: boolean,
  isInterrupted: () => boolean,
): Promise<BaselineUse> {
  const text = await textOf(file, update);
  const baseline = parsed(text ?? '', file);
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

/** Returns undefined when the file does not exist yet and `update` is set. */
async function textOf(file: string, update: boolean): Promise<string | undefined> {
  try {
    return await readTextFile(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && update) return undefined;
    const advice = code === 'ENOENT' ? ' Add --update-baseline to create it.' : '';
    throw new UsageError(`--baseline: cannot read the baseline: ${printable(message)}.${advice}`);
  }
}

function parsed(text: string, file: string): Baseline {
  try {
    return readBaseline(text, file);
  } catch (error) {
    throw error instanceof BaselineError ? new UsageError(`--baseline:\n${error.message}`) : error;
  }
}
