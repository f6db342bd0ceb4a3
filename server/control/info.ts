import { changedAssumptions } from '../../schemas/index.ts';
import { tokens } from '../http/auth.ts';
import type { Sessions } from '../sessions/index.ts';

/** Describes the data of the server and the tokens for it. */
export async function describe({ main }: Sessions): Promise<object> {
  const { world, clock, profile, assumptions } = main.context;
  const { networks, options } = await world();
  const now = clock.now();
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
    clock: { now: new Date(now).toISOString(), fixed: clock.fixed },
    networks: networks.map(({ id, permalink, name }, index) => ({
      id,
      permalink,
      name,
      external: index > 0,
    })),
    admins: home.admins(now).map(({ id, name, email, roles }) => ({ id, name, email, roles })),
    tokens: Object.keys(tokens),
    sample_users: home.sampleUsers(now).map(({ id, state, external }) => ({ id, state, external })),
  };
}
