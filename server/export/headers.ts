import type { Assumptions } from '../../schemas/index.ts';
import type { ExportPlan } from './plan.ts';

/** The response headers of an export. */
export function exportHead(plan: ExportPlan, assumptions: Assumptions): Readonly<Record<string, string>> {
  const named = { 'Content-Disposition': `attachment; filename="export-${plan.now}.zip"` };
  return {
    'Content-Type': 'application/zip',
    ...(assumptions['content-disposition'] === 'on' ? named : {}),
  };
}
