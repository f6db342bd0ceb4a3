import { differences } from '../../observing/differences.ts';
import type { RunSeen } from '../../running/observation.ts';
import type { FileSeen } from '../../running/snapshot.ts';
import { type Aspect, held, untested } from '../aspect.ts';

/** Files under a final name that were not there before the run. */
function made({ out, outBefore }: RunSeen): readonly FileSeen[] {
  const before = new Map(outBefore.map((file) => [file.path, file.digest]));
  return out.filter(
    (file) => file.kind === 'file' && before.get(file.path) !== file.digest && looksFinal(file),
  );
}

/** Whether somebody who finds the file would take it for an export. */
function looksFinal({ path }: FileSeen): boolean {
  return /\.(?:zip|csv|json|ndjson|jsonl)$/i.test(path);
}

function named(files: readonly FileSeen[]): string {
  return files.length === 0 ? 'none' : files.map(({ path, bytes }) => `${path} (${bytes} bytes)`).join(', ');
}

/** The first few of many. */
function shortly(texts: readonly string[]): string {
  const rest = texts.length > 5 ? [`and ${texts.length - 5} more`] : [];
  return [...texts.slice(0, 5), ...rest].join('; ');
}

/** What the client leaves behind. */
export const artefactAspects = {
  'keeps-the-export': {
    demand: 'What the client keeps is the export: every row and every attachment, none lost, doubled or bent',
    judge: ({ kept, truth, out }) => {
      if (truth === undefined) return untested('The service has no such export.');
      if (kept === undefined) return held(false, 'an export in the output folder', `files: ${named(out)}`);
      if (kept.beyond !== undefined) return untested(`Too much to be compared: ${kept.beyond}`);
      if (!kept.sound) return held(false, 'an export that can be read', `${kept.path}: ${kept.problem}`);
      const found = differences(truth, kept);
      return held(
        found.length === 0,
        'the rows and attachments that were served',
        found.length === 0 ? `${kept.path || 'files'}: all of them` : shortly(found.map(({ text }) => text)),
      );
    },
  },
  'keeps-no-false-export': {
    demand: 'After a failure nothing lies there that could be taken for an export',
    judge: (seen) => held(made(seen).length === 0, 'no new file under a final name', named(made(seen))),
  },
  'keeps-the-earlier-export': {
    demand: 'An earlier export that was good is still there, unchanged',
    judge: ({ out, outBefore }) => {
      const earlier = outBefore.filter((file) => file.kind === 'file' && looksFinal(file));
      if (earlier.length === 0) return held(false, 'an earlier export', 'none was there before');
      const after = new Map(out.map((file) => [file.path, file.digest]));
      const changed = earlier.filter(({ path, digest }) => after.get(path) !== digest);
      return held(changed.length === 0, `${named(earlier)} unchanged`, `changed or gone: ${named(changed)}`);
    },
  },
} as const satisfies Readonly<Record<string, Aspect>>;
