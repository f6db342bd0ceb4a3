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

/** The requests that created an export request. */
export function createdRequests(exchanges: readonly Exchange[]): readonly Exchange[] {
  return filesRequests(exchanges, 'create').filter(({ response }) => response?.status === 200);
}
