/** The type of a page. */
export const HTML = { 'Content-Type': 'text/html; charset=utf-8' } as const;

/** What clients do with the body of an error. */
export const SAVED = 'Observed in public clients: an error body saved as a ZIP.';

/** A page with a title and nothing else. */
export function page(title: string): string {
  return `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
}
