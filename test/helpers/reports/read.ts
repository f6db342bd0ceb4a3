import { XMLParser } from 'fast-xml-parser';
import { HtmlValidate, type RuleConfig } from 'html-validate';
import { marked } from 'marked';
import { Parser, type Result } from 'tap-parser';
import { validateXML } from 'xmllint-wasm';
import { junitSchema } from './junit-schema.ts';

/** The result of a TAP reader: whether the run is ok, its test points, and the points of its subtests. */
export function readTap(text: string) {
  const found = {
    ok: false,
    cases: 0,
    failedCases: 0,
    checks: 0,
    failed: 0,
    skipped: 0,
    todo: 0,
    names: [] as string[],
    diagnostics: [] as Record<string, unknown>[],
    strange: [] as string[],
  };
  const parser = new Parser({ strict: true });
  parser.on('assert', ({ ok }) => {
    found.cases += 1;
    if (!ok) found.failedCases += 1;
  });
  parser.on('child', (child: Parser) => {
    child.on('extra', (line: string) => found.strange.push(line));
    child.on('assert', ({ ok, todo, skip, name, diag }: Result) => {
      found.checks += 1;
      found.names.push(name);
      if (todo) found.todo += 1;
      else if (skip) found.skipped += 1;
      else if (!ok) found.failed += 1;
      if (diag) found.diagnostics.push(diag);
    });
  });
  parser.on('extra', (line) => found.strange.push(line));
  parser.on('bailout', (reason) => found.strange.push(reason));
  parser.on('complete', ({ ok }) => {
    found.ok = ok;
  });
  parser.end(text);
  return found;
}

/** The errors of documents by an XML Schema. */
export async function schemaErrors(documents: readonly string[]): Promise<readonly string[]> {
  const xml = documents.map((contents, at) => ({ fileName: `${at}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema: junitSchema });
  return errors.map(({ rawMessage }) => rawMessage);
}

/** The errors of an XML reader for documents without a schema. */
export async function formErrors(documents: readonly string[]): Promise<readonly string[]> {
  const xml = documents.map((contents, at) => ({ fileName: `${at}.xml`, contents }));
  const { errors } = await validateXML({ xml, normalization: 'c14n' });
  return errors.map(({ rawMessage }) => rawMessage);
}

/** An XML document as objects; attributes begin with `@`. */
export function readXml(text: string) {
  const always = ['testsuite', 'testcase'];
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    isArray: (name) => always.includes(name),
    trimValues: false,
  });
  return parser.parse(text, true);
}

/** The errors of a page by the recommended rules, except the named ones. */
export async function pageErrors(text: string, rules: RuleConfig = {}): Promise<readonly string[]> {
  // The id of a case, which has a dot, is its anchor.
  const relaxed: RuleConfig = { 'valid-id': ['error', { relaxed: true }], ...rules };
  const html = new HtmlValidate({ root: true, extends: ['html-validate:recommended'], rules: relaxed });
  const { results } = await html.validateString(text);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${ruleId} in line ${line}: ${message}`),
  );
}

/** The pictures of a page, each with its nested pictures. */
export function picturesOf(page: string): readonly string[] {
  const pieces =
    /<svg class="picture"[\s\S]*?<\/svg>(?=\n<ul)|<svg(?! class="(?:picture|name)")[\s\S]*?<\/svg>/g;
  return [...page.matchAll(pieces)].map(([picture]) => picture);
}

/** Tags whose presence depends on a text: names that fit into a segment, printed output, links. */
const BY_TEXT = /<svg class="name".*?<\/svg>|<p class="left">Standard.*?<\/pre>|<a href="http.*?<\/a>/gs;

/** The names of the tags of a page, in order, without the tags that depend on its texts. */
export function tagsOf(page: string): readonly string[] {
  return [...page.replaceAll(BY_TEXT, '').matchAll(/<(\/?[a-z][a-z0-9]*)/gi)].map(([, name = '']) => name);
}

/** The kinds of Markdown nodes, in order, without text nodes. */
export function readMarkdown(text: string): readonly string[] {
  const kinds: string[] = [];
  void marked.walkTokens(marked.lexer(text), ({ type }) => {
    if (!['text', 'escape', 'space'].includes(type)) kinds.push(type);
  });
  return kinds;
}

/** A workflow command with its escaping undone. */
export interface WorkflowCommand {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly file: string | undefined;
  readonly line: string | undefined;
}

/** The workflow commands of an output, as the runner of GitHub reads them. */
export function readCommands(output: string): readonly WorkflowCommand[] {
  return output
    .split(/\r\n|\r|\n/)
    .filter((line) => line !== '')
    .map((line) => {
      const [, name = '', list = '', text = ''] = /^::([a-z-]+) ([^:]*)::(.*)$/.exec(line) ?? [];
      const properties = new Map(
        list.split(',').map((one) => {
          const at = one.indexOf('=');
          return [one.slice(0, at), undone(one.slice(at + 1), { '%3A': ':', '%2C': ',' })];
        }),
      );
      const title = properties.get('title') ?? '';
      return { name, title, text: undone(text), file: properties.get('file'), line: properties.get('line') };
    });
}

/** The sign of the escaping itself comes last. */
function undone(text: string, more: Readonly<Record<string, string>> = {}): string {
  const all = Object.entries({ ...more, '%0D': '\r', '%0A': '\n', '%25': '%' });
  return all.reduce((done, [escaped, plain]) => done.replaceAll(escaped, plain), text);
}
