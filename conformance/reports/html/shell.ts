import { createHash } from 'node:crypto';
import { type Markup, markup, nothing } from '../../util/escape.ts';
import { style } from './style.ts';

/**
 * Renders a page that is one file. A Content Security Policy allows its own style and script, by their
 * digests, and nothing else: nothing is loaded from outside, and no text of a client can run.
 */
export function htmlPage({
  title,
  body,
  script,
}: {
  readonly title: string;
  readonly body: Markup;
  /** A script of the kit, no text of a client. */
  readonly script?: string;
}): string {
  const sources = script === undefined ? '' : ` script-src ${sourceOf(script)};`;
  const policy = `default-src 'none';${sources} style-src ${sourceOf(style.markup)}; base-uri 'none'; form-action 'none'`;
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${{ markup: policy }}">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
${body}${script === undefined ? nothing : markup`<script>${{ markup: script }}</script>\n`}</body>
</html>
`.markup;
}

function sourceOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
