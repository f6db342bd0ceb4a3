import type { Row } from '../../generators/index.ts';
import { type FileKey, fileByKey } from '../../schemas/index.ts';

/** The addresses of the real service, under which the generators write all addresses; one is for pictures. */
const SERVICE = ['https://www.yammer.com', 'https://mugshot0.assets-yammer.com'];

/**
 * The address that replaces that of the real service in rows; undefined when it stays.
 *
 * @param links `service`, `mock`, or a base URL.
 * @param base The address of the session for the client; undefined without a request.
 */
export function linkBase(links: string, base: string | undefined): string | undefined {
  if (links === 'service') return undefined;
  return links === 'mock' ? base : links;
}

/** An address under another base; one that is not of the service stays as it is. */
export function linked(address: string, base: string | undefined): string {
  if (base === undefined) return address;
  const service = SERVICE.find((origin) => address.startsWith(`${origin}/`));
  return service === undefined ? address : base + address.slice(service.length);
}

/** The change of a row that puts its addresses under a base; undefined for files without addresses. */
export function linkChange(key: FileKey, base: string | undefined): ((row: Row) => Row) | undefined {
  if (base === undefined) return undefined;
  const columns = Object.entries(fileByKey(key).columns).flatMap(([name, { kind }]) =>
    kind === 'url' ? [name] : [],
  );
  if (columns.length === 0) return undefined;
  return (row) => {
    const changed: Record<string, Row[string]> = { ...row };
    for (const name of columns) changed[name] = linked(String(row[name]), base);
    return changed;
  };
}
