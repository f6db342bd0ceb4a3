import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { createCompiler } from '../../schemas/compiler.ts';
import { type Mistake, namesIn, placedLines, pointer, schemaMistakes } from '../../schemas/index.ts';
import { inLine } from '../util/escape.ts';
import { type Baseline, type BaselineEntry, BaselineError } from './baseline.ts';
import { baselineSchema } from './schema.ts';

/** The list of known failures that a text in YAML holds. Throws a `BaselineError`. */
export function readBaseline(text: string, file: string): Baseline {
  return openBaseline(text, file).baseline;
}

/** The same with the document, so that it can be written again with its comments. */
export function openBaseline(
  text: string,
  file: string,
): { readonly document: Document; readonly baseline: Baseline } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const refuse = (mistakes: readonly Mistake[], offsetOf: (mistake: Mistake) => number): never => {
    const placed = mistakes.map((mistake) => {
      const { line, col: column } = counter.linePos(offsetOf(mistake));
      return { ...mistake, line, column };
    });
    throw new BaselineError([...new Set(placedLines(placed, file))].join('\n'));
  };
  const [unreadable] = document.errors;
  if (unreadable !== undefined) {
    const said = inLine(unreadable.message).replace(/\.?$/, '.');
    return refuse(
      [{ path: '', text: `expected YAML, got something else: ${said}` }],
      () => unreadable.pos[0],
    );
  }
  const value: unknown = document.toJS() ?? {};
  const offsetOf = ({ path }: Mistake): number => offsetIn(document, path);
  const invalid = schemaMistakes(createCompiler().compile(baselineSchema), value, baselineSchema);
  if (invalid.length > 0) return refuse(invalid, offsetOf);
  const entries = entriesOf(value as Written, (path) => counter.linePos(offsetIn(document, path)).line);
  const mistakes = mistakesInMeaning(entries);
  if (mistakes.length > 0) return refuse(mistakes, offsetOf);
  return { document, baseline: { file, entries: entries.map(({ entry }) => entry) } };
}

type Given = Omit<BaselineEntry, 'list' | 'line'>;
type Written = Readonly<Partial<Record<BaselineEntry['list'], readonly Given[] | null>>>;

/** The offset of the value at a JSON pointer, or of the nearest value around it. */
function offsetIn(document: Document, path: string): number {
  const names = namesIn(path);
  for (let length = names.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(names.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

interface PlacedEntry {
  /** The JSON pointer of its check. */
  readonly path: string;
  readonly entry: BaselineEntry;
}

function entriesOf(written: Written, lineOf: (path: string) => number): readonly PlacedEntry[] {
  return (['failures', 'flaky'] as const).flatMap((list) =>
    (written[list] ?? []).map((given, index) => {
      const path = pointer('', list, index, 'check');
      return { path, entry: { ...given, list, line: lineOf(path) } };
    }),
  );
}

function mistakesInMeaning(entries: readonly PlacedEntry[]): readonly Mistake[] {
  const first = new Map<string, BaselineEntry>();
  return entries.flatMap(({ path, entry }) => {
    const { check, until } = entry;
    const earlier = first.get(check);
    first.set(check, earlier ?? entry);
    const twice =
      earlier === undefined
        ? []
        : [{ path, text: `expected every check once, got ${check} again, after line ${earlier.line}.` }];
    const noDay =
      until === undefined || isDay(until)
        ? []
        : [
            {
              path: path.replace(/check$/, 'until'),
              text: `expected a day that the calendar has, got ${until}.`,
            },
          ];
    return [...twice, ...noDay];
  });
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
