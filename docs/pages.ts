import { referencePage } from '../schemas/index.ts';

/** The pages of this folder that are derived from the code: the file's name, and what makes its text. */
export const pages: Readonly<Record<string, () => string>> = {
  'reference.md': referencePage,
};
