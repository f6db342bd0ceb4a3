import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { nearest } from '../../schemas/index.ts';
import { inLine, shortened } from '../util/escape.ts';
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
  const placed = (offset: number, message: string): string => {
    const { line, col } = counter.linePos(offset);
    return `${file}:${line}:${col}: ${message}`;
  };
  const [unreadable] = document.errors;
  if (unreadable !== undefined) {
    const said = inLine(unreadable.message).replace(/\.?$/, '.');
    throw new BaselineError(placed(unreadable.pos[0], `expected YAML, got what is none: ${said}`));
  }
  const value: unknown = document.toJS() ?? {};
  const offsetOf = ({ path, name }: Place): number => offsetIn(document, path, name);
  const mistakes = [...mistakesOf(value)];
  if (mistakes.length === 0) {
    const entries = entriesOf(value as Written, (path) => counter.linePos(offsetOf({ path })).line);
    mistakes.push(...mistakesInMeaning(entries));
    if (mistakes.length === 0) {
      return { document, baseline: { file, entries: entries.map(({ entry }) => entry) } };
    }
  }
  const lines = mistakes.map((mistake) => placed(offsetOf(mistake), mistake.message));
  throw new BaselineError([...new Set(lines)].join('\n'));
}

type Path = readonly (string | number)[];

interface Place {
  readonly path: Path;
  /** A name in the map at the path that is meant itself, and not what it stands for. */
  readonly name?: string;
}

interface Mistake extends Place {
  readonly message: string;
}

type Given = Omit<BaselineEntry, 'list' | 'line'>;
type Written = Readonly<Partial<Record<BaselineEntry['list'], readonly Given[] | null>>>;

/** Where a value or a name begins, or the nearest value around it. */
function offsetIn(document: Document, path: Path, name?: string): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const keys = isMap(node) ? node.items.map(({ key }) => key) : [];
    const named = name === undefined ? undefined : keys.find((key) => isScalar(key) && key.value === name);
    if (isNode(named) && named.range) return named.range[0];
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function mistakesOf(value: unknown): readonly Mistake[] {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, verbose: true });
  const validate = ajv.compile(baselineSchema);
  return validate(value) ? [] : (validate.errors ?? []).map(mistakeOf);
}

function mistakeOf({
  instancePath,
  params,
  message = 'must be another',
  data,
  keyword,
}: ErrorObject): Mistake {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((name) => (/^\d+$/.test(name) ? Number(name) : name));
  const { missingProperty, additionalProperty } = params as Readonly<Record<string, string | undefined>>;
  if (missingProperty !== undefined) {
    return { path, message: `expected '${missingProperty}', got nothing: every entry has one.` };
  }
  if (additionalProperty !== undefined) {
    const names = path.length === 0 ? ['failures', 'flaky'] : ['check', 'reason', 'link', 'until'];
    const near = nearest(additionalProperty, names);
    const advice = near === undefined ? '' : ` Did you mean '${near}'?`;
    const got = inLine(additionalProperty);
    return {
      path,
      name: additionalProperty,
      message: `expected one of ${names.join(', ')}, got '${got}'.${advice}`,
    };
  }
  const expected = forms[keyword === 'pattern' ? String(path.at(-1)) : String(params.type ?? keyword)];
  return { path, message: `expected ${expected ?? message}, got ${shown(data)}.` };
}

/** What is expected, by the name of what has a pattern, by its type, or by the rule that it breaks. */
const forms: Readonly<Record<string, string>> = {
  check: 'the id of a check, as request.since/keeps-the-export',
  link: 'an address, as https://example.org/issues/1',
  until: 'a day, as 2026-12-31',
  'array,null': 'a list',
  object: 'names and their values',
  string: 'a text',
  minLength: 'a text that is not empty',
};

function shown(value: unknown): string {
  return shortened(inLine(JSON.stringify(value) ?? 'nothing'), 80);
}

interface PlacedEntry {
  readonly path: Path;
  readonly entry: BaselineEntry;
}

function entriesOf(written: Written, lineOf: (path: Path) => number): readonly PlacedEntry[] {
  return (['failures', 'flaky'] as const).flatMap((list) =>
    (written[list] ?? []).map((given, index) => {
      const path = [list, index, 'check'];
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
        : [{ path, message: `expected every check once, got ${check} again, after line ${earlier.line}.` }];
    const noDay =
      until === undefined || isDay(until)
        ? []
        : [
            {
              path: [...path.slice(0, -1), 'until'],
              message: `expected a day that the calendar has, got ${until}.`,
            },
          ];
    return [...twice, ...noDay];
  });
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
