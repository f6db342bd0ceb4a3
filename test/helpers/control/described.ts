import { request } from 'node:http';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Provoking } from './provoked.ts';

/** A part of an OpenAPI document. */
// biome-ignore lint/suspicious/noExplicitAny: tests read arbitrary properties of the document.
export type Part = any;

/** One response of an operation in the document. */
export interface DescribedResponse {
  readonly status: number;
  /** The name in `components/responses`; `undefined` when the response is only of this operation. */
  readonly shared: string | undefined;
  readonly description: string;
  readonly headers: Readonly<Record<string, Part>>;
  readonly content: Readonly<Record<string, Part>>;
}

/** One operation of the document. */
export interface Described {
  readonly id: string;
  readonly method: string;
  /** The path with placeholders in braces. */
  readonly path: string;
  readonly hasBody: boolean;
  readonly responses: readonly DescribedResponse[];
}

/** Returns the operations of a document with their responses, references resolved. */
export function operationsOf(document: Part): readonly Described[] {
  return Object.entries<Part>(document.paths).flatMap(([path, item]) =>
    ['get', 'post', 'delete']
      .filter((method) => item[method] !== undefined)
      .map((method) => ({
        id: item[method].operationId,
        method: method.toUpperCase(),
        path,
        hasBody: item[method].requestBody !== undefined,
        responses: Object.entries<Part>(item[method].responses).map(([status, one]) =>
          responseOf(document, Number(status), one),
        ),
      })),
  );
}

function responseOf(document: Part, status: number, one: Part): DescribedResponse {
  const shared = one.$ref?.split('/').at(-1);
  const {
    description,
    headers = {},
    content = {},
  } = shared === undefined ? one : document.components.responses[shared];
  return { status, shared, description, headers, content };
}

/** Makes a function that compiles schemas of a document. Unknown keywords and formats are errors. */
export function compilerOf(document: Part): (schema: Part) => ValidateFunction {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
  ajv.addVocabulary(['components', 'example']);
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  ajv.addFormat('uri', (text) => URL.canParse(text));
  const { schemas } = document.components;
  const compiled = new Map<string, ValidateFunction>();
  return (schema) => {
    const key = JSON.stringify(schema);
    const known = compiled.get(key) ?? ajv.compile({ ...schema, components: { schemas } });
    compiled.set(key, known);
    return known;
  };
}

/** A response as it came. */
export interface Came {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Sends a request. `params` has a value for each placeholder of the path. */
export function send(
  port: number,
  { method, path }: { readonly method: string; readonly path: string },
  { params = {}, prefix = '', query = '', body, headers = {}, hosts }: Provoking,
): Promise<Came> {
  const content = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const target = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? name);
  const all = {
    host: `127.0.0.1:${port}`,
    ...(content !== undefined && { 'content-type': 'application/json' }),
    'content-length': String(Buffer.byteLength(content ?? '')),
    ...headers,
  };
  const lines = [...Object.entries(all).flat(), ...(hosts === undefined ? [] : ['host', 'localhost'])];
  return new Promise((resolve, reject) => {
    const options = { port, method, path: `${prefix}${target}${query && '?'}${query}`, headers: lines };
    const asked = request(options, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
      );
    });
    asked.on('error', reject);
    asked.end(content);
  });
}

/** Returns the value with an unknown property, once for each object in it. */
export function withStray(value: Part): readonly Part[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([name, part]) =>
    withStray(part).map((changed) => {
      const copy = Array.isArray(value) ? [...value] : { ...value };
      copy[name as keyof typeof copy] = changed;
      return copy;
    }),
  );
  return Array.isArray(value) ? inside : [{ ...value, stray: 1 }, ...inside];
}
