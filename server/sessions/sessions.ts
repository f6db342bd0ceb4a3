import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Context } from '../export/context.ts';
import { type ControlAccess, controlAccess } from '../http/control-access.ts';
import { JournalStore } from '../journal/index.ts';
import type { OwnScenario } from '../scenarios/index.ts';
import { isRecord } from '../util/came-as.ts';
import { CooperativeScheduler } from '../util/cooperative-scheduler.ts';
import { once } from '../util/once.ts';
import type { ClosedPort } from './closed-port.ts';
import type { Configuration } from './configuration.ts';
import type { Shared } from './context.ts';
import { clockOf, contextOf, type ExportOptions } from './context-options.ts';
import { type Live, LiveSessions } from './live.ts';
import {
  beginning,
  type CheckedOptions,
  type PlayableOptions,
  pick,
  type SessionOptions,
} from './options.ts';
import { MAIN, Session } from './session.ts';
import { Worlds } from './worlds.ts';

/** The catalogue is loaded when somebody asks for a scenario, what checks options with the first session. */
const catalogued = once(() => import('../scenarios/index.ts'));
const ports = once(() => import('./closed-port.ts'));
const checking = once(() => import('./check.ts'));
const reading = once(() => import('./read-options.ts'));
const playing = once(() => import('./playable.ts'));

/** Exchanges that the journal of a session keeps; the server's own keeps more. */
const KEPT_IN_SESSION = 200;
const KEPT_IN_MAIN = 1000;

/** Scenarios by their names. */
type ByName = ReadonlyMap<string, OwnScenario>;

/** What a server's sessions are made with, besides what each says. */
export interface SessionsInput {
  /** Milliseconds by any clock that goes on. */
  readonly now?: () => number;
  /** What the main session answers from. */
  readonly context?: Context;
  /** Scenarios that every session knows from the beginning. */
  readonly scenarios?: readonly OwnScenario[];
  /** Who may control the server. Default: this machine. */
  readonly access?: ControlAccess;
}

/** The sessions of one server. */
export class Sessions {
  readonly main: Session;
  readonly store = new JournalStore();
  /** Who may control the server. */
  readonly access: ControlAccess;
  /** Scenarios that people brought while the server runs, by name. Every session knows them. */
  readonly ownScenarios = new Map<string, OwnScenario>();
  readonly #report: ExportOptions['onError'];
  readonly #shared: Shared = { worlds: new Worlds(), scheduler: new CooperativeScheduler() };
  readonly #live: LiveSessions;
  readonly #closing = new AbortController();
  #closed: Promise<ClosedPort> | undefined;
  #ownBytes = 0;
  #begin: SessionOptions;
  #configured: ByName;

  constructor(
    options: PlayableOptions & Pick<ExportOptions, 'onError'>,
    { now, context, scenarios = [], access = controlAccess() }: SessionsInput = {},
  ) {
    const { onError, ...begin } = options;
    this.#report = onError;
    this.access = access;
    this.#begin = begin;
    this.#configured = byName(scenarios);
    this.#live = new LiveSessions(now, (id) => this.store.remove(id));
    // Everybody who waits for a request waits for the end, too.
    setMaxListeners(0, this.#closing.signal);
    const clock = clockOf(options);
    const own = context ?? contextOf(options, clock, this.#shared);
    this.main = new Session({
      ...pick(options),
      id: MAIN,
      key: '',
      context: own,
      clock,
      configured: this.#configured,
      journal: this.store.begin({ session: MAIN, profile: own.profile, now: clock.now, most: KEPT_IN_MAIN }),
    });
  }

  /** Aborted when the server closes. */
  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  /** The session of that id, which counts as used; undefined when there is none any more. */
  get(id: string): Session | undefined {
    return id === MAIN ? this.main : this.#live.use(id)?.session;
  }

  /** The session whose token ends so, which counts as used. */
  byKey(key: string): Session | undefined {
    return this.#live.useKey(key)?.session;
  }

  /** All but the main one, the oldest first. */
  get list(): readonly Live[] {
    return this.#live.list();
  }

  /** What is known of a session besides itself, without using it; undefined for the main one, and when there is none of that id. */
  live(id: string): Live | undefined {
    return this.#live.peek(id);
  }

  /**
   * Begins a session. What it does not say is as the server was told.
   *
   * Rejects when the options cannot be, with a `SessionOptionsError` or a `ScenarioError`, and with a
   * `TooManySessionsError`; nothing has changed then.
   */
  async open(options: SessionOptions = {}): Promise<Live> {
    const { checkRoom, checkScenarioBytes, inlineBytes, worldOf } = await checking();
    const { checkedOptions } = await reading();
    checkRoom(this.#live.size);
    const said = isRecord(options) ? beginning(this.#begin, options) : options;
    const begin = await this.#resolved(await checkedOptions('session', said));
    const clock = clockOf(begin);
    const world = worldOf(begin, clock.now());
    const closedPort = refusesConnections(begin.scenario) ? await this.#refusingPort() : undefined;
    checkRoom(this.#live.size);
    const bytes = inlineBytes(begin.scenario, this.ownList);
    checkScenarioBytes(this.#scenarioBytes(), bytes);
    const id = randomBytes(8).toString('hex');
    const context = contextOf({ ...begin, onError: this.#report }, clock, this.#shared);
    const session = new Session({
      ...pick(begin),
      id,
      key: randomBytes(8).toString('hex'),
      context,
      clock,
      configured: this.#configured,
      journal: this.store.begin({
        session: id,
        profile: context.profile,
        now: clock.now,
        most: KEPT_IN_SESSION,
      }),
    });
    return this.#live.add({ session, world, closedPort, bytes });
  }

  /** The port that refuses connections: one is enough for all sessions, however many want it. */
  async #refusingPort(): Promise<number> {
    this.#closed ??= (await ports()).closedPort();
    try {
      return (await this.#closed).port;
    } catch (error) {
      this.#closed = undefined;
      throw error;
    }
  }

  /** Bytes of the scenarios that people have brought, by name or in their sessions. */
  #scenarioBytes(): number {
    return this.#ownBytes + this.#live.bytes;
  }

  async #resolved({ scenario, ...rest }: CheckedOptions): Promise<PlayableOptions> {
    return scenario === undefined ? rest : { ...rest, scenario: await this.playable(scenario) };
  }

  /** The scenario of that name, or one that somebody wrote. Rejects with a `ScenarioError` for what is none. */
  async playable(scenario: string | OwnScenario): Promise<OwnScenario> {
    const { playable } = await playing();
    return playable(scenario, this.ownList);
  }

  /** Ends a session; false when there is none of that id. The main one does not end. */
  close(id: string): boolean {
    return this.#live.end(id);
  }

  /**
   * What sessions begin from that begin from now on; those that are there stay as they are. Rejects with a
   * `SessionOptionsError` when there could be no such session or scenario; nothing has changed then.
   */
  async configure(configuration: Configuration): Promise<void> {
    const { checkedConfiguration } = await import('./configuration.ts');
    const { session, scenarios } = await checkedConfiguration(configuration, this.ownScenarios.values());
    this.#begin = session;
    this.#configured = byName(scenarios);
  }

  /** A scenario by its name: one that somebody brought, one of the configuration that the session began with, or one of the catalogue; undefined when nobody knows it. */
  async scenario(name: string, { configured } = this.main): Promise<OwnScenario | undefined> {
    return this.ownScenarios.get(name) ?? configured.get(name) ?? (await catalogued()).scenarioByName(name);
  }

  /** Every scenario that can be chosen by its name in a session. */
  async scenarioNames({ configured } = this.main): Promise<readonly string[]> {
    const { catalogue } = await catalogued();
    const maps = new Set<ByName>([this.ownScenarios, configured, this.#configured]);
    return [...Array.from(maps, (map) => [...map.keys()]).flat(), ...catalogue.map(({ name }) => name)];
  }

  /** The scenarios that a session which begins now knows besides the catalogue. */
  get ownList(): readonly OwnScenario[] {
    return [...new Map([...this.#configured, ...this.ownScenarios]).values()];
  }

  /** Lets everybody know a scenario, in the place of one of the same name, which begins anew; true when there was one. Rejects with a `TooManySessionsError` when all of them together would hold too much. */
  async bring(scenario: OwnScenario): Promise<boolean> {
    const { bytesOf, checkScenarioBytes } = await checking();
    const known = this.ownScenarios.get(scenario.name);
    const more = bytesOf(scenario) - (known === undefined ? 0 : bytesOf(known));
    checkScenarioBytes(this.#scenarioBytes(), more);
    const replaced = this.forget(scenario.name);
    this.ownScenarios.set(scenario.name, scenario);
    this.#ownBytes = [...this.ownScenarios.values()].reduce((sum, one) => sum + bytesOf(one), 0);
    return replaced;
  }

  /** Forgets a scenario that somebody brought; false when there is none of that name. */
  forget(name: string): boolean {
    for (const { session } of [{ session: this.main }, ...this.#live.list()]) session.restart(name);
    if (this.ownScenarios.size === 1) this.#ownBytes = 0;
    return this.ownScenarios.delete(name);
  }

  /** Ends all of them. */
  closeAll(): void {
    this.#closing.abort();
    this.#live.endAll();
    // Nobody is told that it could not be made: whoever wanted it was.
    void this.#closed?.then(
      (closed) => closed.release(),
      () => {},
    );
    this.#closed = undefined;
  }
}

function byName(scenarios: readonly OwnScenario[]): ByName {
  return new Map(scenarios.map((scenario) => [scenario.name, scenario]));
}

function refusesConnections(scenario: OwnScenario | undefined): boolean {
  return scenario?.rules.some(({ steps }) => steps.some((step) => step.do === 'refuse-connections')) ?? false;
}
