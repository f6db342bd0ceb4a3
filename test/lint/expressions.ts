import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@babel/parser';
import { filesOf, kinds, openApiDocument, rowSchema } from '../../schemas/index.ts';

/** A regular expression of the product; `place` is a file and a line, or what else it stands in. */
export interface Expression {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** One source file of the product. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
  readonly literals: readonly Expression[];
  /** Calls of `RegExp`. */
  readonly calls: number;
}

/**
 * The expressions that are built at run time, by file: one sample for each call of `RegExp`, with a value in place of
 * whatever is put in. A new call needs an entry here.
 */
export const built: Readonly<Record<string, readonly (readonly [source: string, flags: string])[]>> = {
  // From the patterns of kinds, which are in the list by themselves.
  'conformance/inspect/value.ts': [['', 'u']],
  'server/faults/redirect.ts': [['[?&]redirected=([0-9a-f]+)', '']],
  'server/journal/redaction.ts': [
    ['^verified-admin~([^~]+)(?:~(.*))?$', 's'],
    ['(?<![\\w-])secret\\~(?![\\w-])', 'g'],
  ],
  'schemas/assumptions.ts': [['^[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]$', '']],
};

const root = join(import.meta.dirname, '../..');
const rooms = ['cli', 'conformance', 'server', 'generators', 'schemas', 'examples'];

/** Every source file of the product in TypeScript or JavaScript. */
export function sourceFiles(): SourceFile[] {
  return rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.[jt]s$/.test(name))
      .map((name) => sourceFile(join(room, name).replaceAll('\\', '/'))),
  );
}

function sourceFile(name: string): SourceFile {
  const text = readFileSync(join(root, name), 'utf8');
  const literals: Expression[] = [];
  let calls = 0;
  for (const node of nodesIn(parse(text, { sourceType: 'module', plugins: ['typescript'] }).program)) {
    const { type, pattern, flags, loc, callee } = node as unknown as BabelNode;
    if (type === 'RegExpLiteral')
      literals.push({ place: `${name}:${loc.start.line}`, source: pattern, flags });
    if ((type === 'NewExpression' || type === 'CallExpression') && callee.name === 'RegExp') calls += 1;
  }
  return { name, text, literals, calls };
}

interface BabelNode {
  readonly type: string;
  readonly pattern: string;
  readonly flags: string;
  readonly loc: { readonly start: { readonly line: number } };
  readonly callee: { readonly name?: string };
}

function* nodesIn(value: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const [key, inner] of Object.entries(value)) if (key !== 'loc') yield* nodesIn(inner);
}

/** Every expression of the product, each once: literals, those built at run time, and the patterns of JSON Schemas. */
export function expressionsOf(files: readonly SourceFile[]): Expression[] {
  const all = [
    ...files.flatMap(({ literals }) => literals),
    ...Object.entries(built).flatMap(([place, samples]) =>
      samples.map(([source, flags]) => ({ place, source, flags })),
    ),
    ...patterns(),
  ];
  return [...new Map(all.toReversed().map((one) => [`/${one.source}/${one.flags}`, one])).values()].reverse();
}

// ajv makes an expression with the flag `u` of each.
function patterns(): Expression[] {
  const published = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.schema.json'));
  const schemas: readonly (readonly [string, unknown])[] = [
    ...published.map((name) => [name, JSON.parse(readFileSync(join(root, 'docs', name), 'utf8'))] as const),
    ['openapi', openApiDocument('current')],
    ['kinds', kinds],
    ...(['current', 'legacy', 'user'] as const).flatMap((profile) =>
      filesOf(profile).map((key) => [key, rowSchema(key, profile)] as const),
    ),
  ];
  return schemas.flatMap(([place, schema]) =>
    [...nodesIn(schema)].flatMap(({ pattern, patternProperties = {} }) => {
      const named = Object.keys(patternProperties as object);
      return [...(typeof pattern === 'string' ? [pattern] : []), ...named].map((source) => ({
        place,
        source,
        flags: 'u',
      }));
    }),
  );
}

/** Words that an expression, not a division, may follow. */
const beforeExpression =
  /^(?:return|typeof|case|in|of|void|delete|throw|new|else|do|await|yield|[^\w$)\]}'"`])$/;
// biome-ignore format: one alternative for each kind of token.
const token = /\/\/.*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|(\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*)|[\w$]+|\s+|[\s\S]/y;

/** The number of literals, counted in another way: by a scanner that knows strings, comments and templates and no grammar. */
export function countLiterals(text: string): number {
  let count = 0;
  let before = '(';
  const open: string[] = [];
  for (let at = text.startsWith('#!') ? text.indexOf('\n') : 0; at < text.length; ) {
    if (text[at] === '`' || (text[at] === '}' && open.at(-1) === '`')) {
      if (text[at] === '}') open.pop();
      at = templateEnd(text, at + 1);
      if (text[at - 1] === '{') open.push('`');
      before = text[at - 1] === '{' ? '{' : '`';
      continue;
    }
    token.lastIndex = at;
    const [found = '', literal] = token.exec(text) ?? [];
    if (literal !== undefined && !beforeExpression.test(before)) {
      before = '/';
      at += 1;
      continue;
    }
    if (literal !== undefined) count += 1;
    if (found === '{') open.push('{');
    if (found === '}') open.pop();
    if (!/^(?:\s|\/\/|\/\*)/.test(found) || literal !== undefined)
      before = literal === undefined ? found : ')';
    at += found.length;
  }
  return count;
}

// Behind the text of a template: its end, or `${`.
function templateEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '`') return at + 1;
    else if (text[at] === '$' && text[at + 1] === '{') return at + 2;
  }
  return text.length;
}
