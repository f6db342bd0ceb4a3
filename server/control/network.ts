import { countUserExport, countWindow } from './network/counts.ts';
import { describeNetwork } from './network/describe-network.ts';
import { listReferences } from './network/references.ts';
import { listRows } from './network/rows.ts';
import { listThreads, showThread } from './network/threads.ts';
import { showUpload } from './network/uploads.ts';

/** The control routes that show the data of a session. */
export const networkRoutes = {
  '/sessions/:id/network': { GET: describeNetwork },
  '/sessions/:id/network/rows': { GET: listRows },
  '/sessions/:id/network/references': { GET: listReferences },
  '/sessions/:id/network/threads': { GET: listThreads },
  '/sessions/:id/network/threads/:thread': { GET: showThread },
  '/sessions/:id/network/window': { GET: countWindow },
  '/sessions/:id/network/users/:user': { GET: countUserExport },
  '/sessions/:id/network/uploads/:upload': { GET: showUpload },
} as const;
