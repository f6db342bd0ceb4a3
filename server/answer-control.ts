import type { FastifyReply } from 'fastify';
import { changedAssumptions } from '../schemas/index.ts';
import { plain } from './answer.ts';
import type { Context } from './context.ts';
import { tokens } from './principal.ts';

/** For requests that call this machine by another name than a loopback one. */
export function refuseHost(reply: FastifyReply): FastifyReply {
  return plain(
    reply,
    403,
    'Control is for this machine: expected a Host header that names it, as localhost does.',
  );
}

/** What there is to export, and how to ask for it. */
export async function describe({ world, clock, fixedClock, profile, assumptions }: Context): Promise<object> {
  const { networks, options } = await world();
  const now = clock();
  const [home] = networks;
  return {
    seed: options.seed,
    size: options.size,
    users: options.users,
    messages_per_day: options.messagesPerDay,
    start: new Date(options.start).toISOString(),
    ids: options.ids,
    attachment_bytes: options.attachmentBytes,
    profile,
    assumptions: changedAssumptions(await assumptions()),
    clock: { now: new Date(now).toISOString(), fixed: fixedClock },
    networks: networks.map(({ id, permalink, name }, index) => ({
      id,
      permalink,
      name,
      external: index > 0,
    })),
    admins: home.admins(now),
    tokens: Object.keys(tokens),
    sample_users: home.sampleUsers(now).map(({ id, state, external }) => ({ id, state, external })),
  };
}
