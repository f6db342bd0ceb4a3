/** The Content-Type of an HTML page. */
export const HTML = { 'Content-Type': 'text/html; charset=utf-8' } as const;

/** The source of scenarios with an error body. */
export const SAVED = 'Observed in public clients: an error body is saved as a ZIP.';

/** An HTML page that contains only a title. */
export function page(title: string): string {
  return `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
}
