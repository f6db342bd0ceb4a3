import type { WorldOptions } from '../../generators/index.ts';
import { changedAssumptions, judgeBy, type Mistake } from '../../schemas/index.ts';
import { playForm, sessionForm, sessionOptionsOf, type WrittenSession } from '../config/index.ts';
import { shownToken } from '../journal/redaction.ts';
import { documentSchema } from '../scenarios/index.ts';
import {
  type Live,
  MAIN,
  type Session,
  type SessionOptions,
  type Sessions,
  sessionUrl,
} from '../sessions/index.ts';
import { once } from '../util/once.ts';
import { type Call, ControlError, type Handler, refuseMistakes, sessionOf } from './call.ts';
import { clockJson } from './clock.ts';

const judge = once(() => judgeBy(documentSchema('session', 'A session of engage-export', sessionForm)));

const judgePlay = once(() => judgeBy(documentSchema('play', 'A scenario to play', playForm)));

/** The statuses of errors when a session begins, by the name of the error. */
const statuses: Readonly<Record<string, number>> = {
  WorldOptionsError: 400,
  AssumptionsError: 400,
  SessionOptionsError: 400,
  ScenarioError: 400,
  TooManySessionsError: 429,
};

/** Lists all sessions but the server's own. */
export const listSessions: Handler = async (call) => ({
  status: 200,
  body: { sessions: await Promise.all(call.sessions.list.map((live) => sessionJson(live.session, call))) },
});

export const showSession: Handler = async (call) => ({
  status: 200,
  body: await sessionJson(sessionOf(call), call),
});

/** Begins a session. Only this response contains its token. */
export const openSession: Handler = async (call) => {
  const options = await optionsOf(call);
  const { session } = await open(call.sessions, options);
  return {
    status: 201,
    headers: { location: `/__admin/sessions/${session.id}` },
    body: { ...(await sessionJson(session, call)), token: session.token },
  };
};

export const endSession: Handler = (call) => {
  const { id } = sessionOf(call);
  if (id === MAIN) throw new ControlError(409, 'The server’s own session cannot end: reset it instead.');
  call.sessions.close(id);
  return { status: 204 };
};

/** Restores the initial state of a session: its clock and its counters. */
export const resetSession: Handler = (call) => {
  sessionOf(call).reset();
  return { status: 204 };
};

/** Plays a scenario for all requests of a session that select none, from its first request on. */
export const playScenario: Handler = async (call) => {
  const session = sessionOf(call);
  const { scenario } = await read(call, await judgePlay());
  session.play(scenario === undefined ? undefined : await call.sessions.playable(scenario));
  return { status: 200, body: await sessionJson(session, call) };
};

async function optionsOf(call: Call): Promise<SessionOptions> {
  return read(call, await judge());
}

/** Reads the options in a body that must fit a schema. */
async function read(
  { sessions, body = {} }: Call,
  mistakesIn: (body: unknown) => readonly Mistake[],
): Promise<SessionOptions> {
  refuseMistakes(mistakesIn(body));
  const mistakes: Mistake[] = [];
  const options = await sessionOptionsOf(body as WrittenSession, sessions.ownList, mistakes);
  refuseMistakes(mistakes);
  return options;
}

async function open(sessions: Sessions, options: SessionOptions): Promise<Live> {
  try {
    return await sessions.open(options);
  } catch (error) {
    const status = error instanceof Error ? statuses[error.name] : undefined;
    if (!(error instanceof Error) || status === undefined) throw error;
    throw new ControlError(status, error.message, { mistakes: [{ path: '', text: error.message }] });
  }
}

async function sessionJson(session: Session, { sessions, url }: Call): Promise<object> {
  const live = sessions.live(session.id);
  const { id, token, clock, scenario, limiter, timeScale, context, journal } = session;
  const world = live?.world ?? (await context.world()).options;
  return {
    id,
    base_url: sessionUrl(id, url, live?.closedPort),
    token: shownToken(token, () => false),
    clock: clockJson(clock),
    scenario: scenario?.name ?? null,
    rate_limit: limiter?.limit ?? null,
    time_scale: timeScale,
    profile: context.profile,
    compression: context.compression,
    links: context.links,
    ...worldJson(world),
    assumptions: changedAssumptions(await context.assumptions()),
    requests: journal.count,
    expires: live === undefined ? null : new Date(clock.now() + live.leftMs).toISOString(),
  };
}

function worldJson(world: WorldOptions): object {
  return {
    seed: world.seed,
    size: world.size,
    users: world.users,
    messages_per_day: world.messagesPerDay,
    start: new Date(world.start).toISOString(),
    external_networks: world.externalNetworks,
    ids: world.ids,
    attachment_bytes: world.attachmentBytes,
  };
}
