import { DAY_MS } from '../../schemas/durations.ts';
import type { Context } from './context.ts';

/** A network with at most this many messages is exported as a whole: some seconds, and some megabytes. */
const MOST_MESSAGES = 20_000;

/** A user that is useful for trying the user export. */
export interface SampleUser {
  readonly id: string;
  readonly state: 'active' | 'suspended' | 'deleted';
  /** True if the user is a guest from another network. */
  readonly external: boolean;
}

/** Exports that show much of a network within seconds, as paths with their queries. */
export interface ExampleExports {
  /** The network export, until now. */
  readonly network: {
    readonly path: string;
    /** True if the window begins when the network was made. Otherwise it begins a day ago. */
    readonly whole: boolean;
  };
  /** The export of a user who wrote much; undefined when no user of the network is active. */
  readonly user: string | undefined;
  /** The time from which the network has messages, as an ISO date with time. */
  readonly messagesSince: string;
}

/** Selects the exports: the whole network when it is small, otherwise its last day, and a busy user. */
export async function exampleExports({ world, clock }: Context): Promise<ExampleExports> {
  const { networks, options } = await world();
  const [home] = networks;
  const now = clock.now();
  const days = (now - home.startsAt) / DAY_MS;
  const whole = days * options.messagesPerDay <= MOST_MESSAGES;
  const since = new Date(whole ? home.createdAt : now - DAY_MS).toISOString().replace(/\.\d{3}Z$/, 'Z');
  const user = home.busyUser(now);
  return {
    network: { path: `/api/v1/export?since=${since}`, whole },
    messagesSince: new Date(home.startsAt).toISOString(),
    user: user && `/api/v1/export/users/${user.id}`,
  };
}
