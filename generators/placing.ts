/** The facts that decide where a thread may be started. */
export interface Placing {
  readonly hash: number;
  readonly instant: number;
  /** True for a thread that belongs into the user's own community, if there is one. */
  readonly own: boolean;
  /** A user whom the thread names; undefined for nobody. */
  readonly named: number | undefined;
  /** True for a thread that may name anybody: it is not for a segment. */
  readonly namesAnybody: boolean;
}

/** The facts about a community that decide who may start a thread in it. */
interface Place {
  readonly external: boolean;
  readonly private: boolean;
  readonly moderated: boolean;
  readonly segment: number | undefined;
  readonly createdAt: number;
  readonly endsAt: number;
  isAdministeredBy(user: number): boolean;
  isFor(user: number): boolean;
}

/** Tells whether a user may start a thread in a community; whom it names must belong there, too. */
export function isOpenTo(
  community: Place,
  starter: number,
  { instant, named, namesAnybody }: Placing,
): boolean {
  if (community.external || community.createdAt >= instant || community.endsAt <= instant) return false;
  if (community.moderated && !community.isAdministeredBy(starter)) return false;
  if (namesAnybody && community.segment !== undefined) return false;
  if (named !== undefined && (community.private || !community.isFor(named))) return false;
  return community.isFor(starter);
}
