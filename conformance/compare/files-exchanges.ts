import type { Exchange } from '../../server/index.ts';

/** A request to the Files Export API by what it is for. */
export type FilesRequest = 'create' | 'status' | 'download';

const PATHS = /^\/api\/v1\/export\/requests(?:\/(?<id>[^/]+)(?<download>\/files\/[^/]+)?)?\/?$/;

/** The part of the Files Export API that a request is for; undefined for other requests. */
export function filesRequestOf({ request }: Pick<Exchange, 'request'>): FilesRequest | undefined {
  const groups = PATHS.exec(request.path)?.groups;
  if (groups === undefined) return undefined;
  if (groups.download !== undefined) return 'download';
  return groups.id === undefined ? 'create' : 'status';
}

/** The requests of one kind, in their order. */
export function filesRequests(exchanges: readonly Exchange[], kind: FilesRequest): readonly Exchange[] {
  return exchanges.filter((exchange) => filesRequestOf(exchange) === kind);
}

/** The service's clock at the last accepted creation of an export request; undefined when there was none. */
export function createdAt(exchanges: readonly Exchange[]): number | undefined {
  const created = filesRequests(exchanges, 'create').findLast(({ response }) => response?.status === 200);
  return created && Date.parse(created.at);
}
