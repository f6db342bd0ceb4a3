import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@babel/parser';
import { filesOf, kinds, openApiDocument, profiles, rowSchema } from '../../schemas/index.ts';

/**
 * A regular expression of the product. `place` is a file with a line, or another description of its location.
 */
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
  /** The calls of `RegExp`. */
  readonly calls: number;
}

/**
 * The expressions that are built at run time, by file: one sample for each call of `RegExp`, with an example
 * for each inserted value. A new call needs an entry here.
 */
export const built: Readonly<Record<string, readonly (readonly [source: string, flags: string])[]>> = {
  // Built from the patterns of kinds, which the list contains separately.
  'conformance/inspect/value.ts': [['', 'u']],
  'server/faults/redirect.ts': [['[?&]redirected=([0-9a-f]+)', '']],
  'server/journal/redaction.ts': [
    ['^verified-admin~([^~]+)(?:~(.*))?$', 's'],
    ['(?<![\\w-])secret\\~(?![\\w-])', 'g'],
  ],
  'schemas/assumptions.ts': [['^[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]$', '']],
};

const root = join(import.meta.dirname, '../..');
const folders = ['cli', 'conformance', 'server', 'generators', 'schemas', 'examples'];

/** Returns every TypeScript and JavaScript source file of the product. */
export function sourceFiles(): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.[jt]s$/.test(name))
      .map((name) => sourceFile(join(folder, name).replaceAll('\\', '/'))),
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

/** Returns every expression of the product once: literals, runtime expressions, patterns of JSON Schemas. */
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

// ajv compiles each pattern with the flag `u`.
function patterns(): Expression[] {
  const published = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.schema.json'));
  const schemas: readonly (readonly [string, unknown])[] = [
    ...published.map((name) => [name, JSON.parse(readFileSync(join(root, 'docs', name), 'utf8'))] as const),
    ['openapi', openApiDocument('current')],
    ['kinds', kinds],
    ...profiles.flatMap((profile) => filesOf(profile).map((key) => [key, rowSchema(key, profile)] as const)),
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

/** Keywords after which a slash begins an expression, not a division. */
const beforeExpression =
  /^(?:return|typeof|case|in|of|void|delete|throw|new|else|do|await|yield|[^\w$)\]}'"`])$/;
// biome-ignore format: one alternative for each kind of token.
const token = /\/\/.*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|(\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*)|[\w$]+|\s+|[\s\S]/y;

/**
 * Counts the literals by a second method: a scanner for strings, comments and templates, without a grammar.
 */
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

// After the text of a template: its end, or `${`.
function templateEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '`') return at + 1;
    else if (text[at] === '$' && text[at + 1] === '{') return at + 2;
  }
  return text.length;
}
