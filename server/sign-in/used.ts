import type { Session } from '../sessions/index.ts';

/** The maximum number of codes of a session that are remembered; the oldest is forgotten first. */
const MOST = 1000;

const used = new WeakMap<Session, Set<string>>();
const polled = new WeakMap<Session, Set<string>>();

/** Tells whether a code came before, and remembers it. */
export function isUsed(session: Session, id: string): boolean {
  return cameBefore(used, session, id);
}

/** Tells whether the sign-in of a device is approved: it is at the second request for its token. */
export function isApproved(session: Session, id: string): boolean {
  return cameBefore(polled, session, id);
}

function cameBefore(all: WeakMap<Session, Set<string>>, session: Session, id: string): boolean {
  const known = all.get(session) ?? new Set();
  all.set(session, known);
  if (known.has(id)) return true;
  known.add(id);
  const [oldest] = known;
  if (known.size > MOST && oldest !== undefined) known.delete(oldest);
  return false;
}
