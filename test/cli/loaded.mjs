import { writeSync } from 'node:fs';
import Module, { register } from 'node:module';

/*
 * Prints each file of the bundle that a process of the command reads, to the stream of its address: its
 * modules as they are loaded, and what they require.
 */
const hooks = `
import { writeSync } from 'node:fs';
export function load(url, context, next) {
  if (url.includes('/dist/cli/')) writeSync(1, 'read ' + url.split('/').at(-1) + '\\n');
  return next(url, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);

const load = Module._load;
Module._load = (request, ...others) => {
  if (!request.startsWith('node:')) writeSync(1, `read ${request}\n`);
  return load(request, ...others);
};
