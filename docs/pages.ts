import { fidelityPage, referencePage } from '../schemas/index.ts';

/** The pages of this folder that are derived from the code: the file's name, and what makes its text. */
export const pages: Readonly<Record<string, () => string>> = {
  'fidelity.md': fidelityPage,
  'reference.md': referencePage,
};
