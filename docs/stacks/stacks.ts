import { compiled } from './compiled.ts';
import { interpreted } from './interpreted.ts';
import type { Stack } from './stack.ts';

export { PROGRAMS, type Stack } from './stack.ts';

/** The stacks in the order of the page: by language. */
export const stacks: readonly Stack[] = [...interpreted, ...compiled];
