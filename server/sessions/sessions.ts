import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Context } from '../export/context.ts';
import { type ControlAccess, controlAccess } from '../http/control-access.ts';
import { JournalStore } from '../journal/index.ts';
import type { OwnScenario } from '../scenarios/index.ts';
import { isRecord } from '../util/is-record.ts';
import { once } from '../util/once.ts';
import type { Configuration } from './configuration.ts';
import { type Shared, sharedOf } from './context.ts';
import { clockOf, contextOf, type ExportOptions, type ProcessOption } from './context-options.ts';
import { type Live, LiveSessions } from './live.ts';
import {
  beginning,
  type CheckedOptions,
  type PlayableOptions,
  pick,
  type SessionOptions,
} from './options.ts';
import { RefusingPort } from './refusing-port.ts';
import type { ExportChecker } from './server-options.ts';
import { MAIN, Session } from './session.ts';

/** Modules that are loaded on first use. */
const catalogued = once(() => import('../scenarios/index.ts'));
const checking = once(() => import('./check.ts'));
const reading = once(() => import('./read-options.ts'));
const playing = once(() => import('./playable.ts'));

/** The number of exchanges in the journal of a session, and of the main one. */
const MAX_IN_SESSION = 200;
const MAX_IN_MAIN = 1000;

type ByName = ReadonlyMap<string, OwnScenario>;

/** The settings of the sessions of a server, besides the options. */
export interface SessionsInput {
  /** Milliseconds of a monotonic clock. */
  readonly now?: () => number;
  /** The context of the main session. */
  readonly context?: Context;
  /** The scenarios that every session knows from the beginning. */
  readonly scenarios?: readonly OwnScenario[];
  /** The access rules of control; by default, only this machine has access. */
  readonly access?: ControlAccess;
  /** Checks an export that a control request sends. */
  readonly checkExport?: ExportChecker | undefined;
}

/** The sessions of one server. */
export class Sessions {
  readonly main: Session;
  readonly store = new JournalStore();
  /** The access rules of control. */
  readonly access: ControlAccess;
  /** Checks an export that a control request sends; undefined when the server was started without it. */
  readonly checkExport: ExportChecker | undefined;
  /** The scenarios that were added while the server runs, by name. Every session knows them. */
  readonly ownScenarios = new Map<string, OwnScenario>();
  readonly #report: ExportOptions['onError'];
  readonly #shared: Shared;
  readonly #live: LiveSessions;
  readonly #closing = new AbortController();
  readonly #refusing = new RefusingPort();
  #ownBytes = 0;
  #begin: SessionOptions;
  #configured: ByName;

  constructor(
    options: PlayableOptions & Pick<ExportOptions, ProcessOption>,
    { now, context, scenarios = [], access = controlAccess(), checkExport }: SessionsInput = {},
  ) {
    const { onError, workers, ...begin } = options;
    this.#shared = sharedOf({ onError, workers });
    this.#report = onError;
    this.access = access;
    this.checkExport = checkExport;
    this.#begin = begin;
    this.#configured = byName(scenarios);
    this.#live = new LiveSessions(now, (id) => this.store.remove(id));
    // Every wait for a request also listens for the end.
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
      journal: this.store.begin({ session: MAIN, profile: own.profile, now: clock.now, most: MAX_IN_MAIN }),
    });
  }

  /** Aborted when the server closes. */
  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  /** Finds a session by id and marks it as used; `undefined` when there is none. */
  get(id: string): Session | undefined {
    return id === MAIN ? this.main : this.#live.use(id)?.session;
  }

  /** Finds a session by the end of its token and marks it as used. */
  byKey(key: string): Session | undefined {
    return this.#live.useKey(key)?.session;
  }

  /** All sessions but the main one, the oldest first. */
  get list(): readonly Live[] {
    return this.#live.list();
  }

  /** Finds a session without marking it as used; `undefined` if there is none, and for the main one. */
  live(id: string): Live | undefined {
    return this.#live.peek(id);
  }

  /**
   * Begins a session; the server's options are the defaults. Rejects with a `SessionOptionsError`,
   * `ScenarioError` or `TooManySessionsError`; nothing has changed then.
   */
  async open(options: SessionOptions = {}): Promise<Live> {
    const { checkRoom, checkScenarioBytes, inlineBytes, worldOf } = await checking();
    const { checkedOptions } = await reading();
    checkRoom(this.#live.size);
    const said = isRecord(options) ? beginning(this.#begin, options) : options;
    const begin = await this.#resolved(await checkedOptions('session', said));
    const clock = clockOf(begin);
    const world = worldOf(begin, clock.now());
    const closedPort = refusesConnections(begin.scenario) ? await this.#refusing.number() : undefined;
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
        most: MAX_IN_SESSION,
      }),
    });
    return this.#live.add({ session, world, closedPort, bytes });
  }

  /** The bytes of all added scenarios and of those that only one session holds. */
  #scenarioBytes(): number {
    return this.#ownBytes + this.#live.bytes;
  }

  async #resolved({ scenario, ...rest }: CheckedOptions): Promise<PlayableOptions> {
    return scenario === undefined ? rest : { ...rest, scenario: await this.playable(scenario) };
  }

  /** Resolves a name, to undefined for `none`, or validates a scenario. Rejects with a `ScenarioError`. */
  async playable(scenario: string | OwnScenario): Promise<OwnScenario | undefined> {
    const { playable } = await playing();
    return playable(scenario, this.ownList);
  }

  /** Ends a session; `false` when there is none with this id. The main one cannot end. */
  close(id: string): boolean {
    return this.#live.end(id);
  }

  /**
   * Replaces the defaults of later sessions. Rejects with a `SessionOptionsError`; nothing has changed then.
   */
  async configure(configuration: Configuration): Promise<void> {
    const { checkedConfiguration } = await import('./configuration.ts');
    const { session, scenarios } = await checkedConfiguration(configuration, this.ownScenarios.values());
    this.#begin = session;
    this.#configured = byName(scenarios);
  }

  /** Finds a scenario by name: an added one, one of the session's configuration, or one of the catalogue. */
  async scenario(name: string, { configured } = this.main): Promise<OwnScenario | undefined> {
    return this.ownScenarios.get(name) ?? configured.get(name) ?? (await catalogued()).scenarioByName(name);
  }

  /** The names of all scenarios that can be selected in a session. */
  async scenarioNames({ configured } = this.main): Promise<readonly string[]> {
    const { catalogue } = await catalogued();
    const maps = new Set<ByName>([this.ownScenarios, configured, this.#configured]);
    return [...Array.from(maps, (map) => [...map.keys()]).flat(), ...catalogue.map(({ name }) => name)];
  }

  /** The scenarios that a new session knows besides the catalogue. */
  get ownList(): readonly OwnScenario[] {
    return [...new Map([...this.#configured, ...this.ownScenarios]).values()];
  }

  /**
   * Adds a scenario for all sessions. It replaces one of the same name, which starts again. Returns whether
   * there was one. Rejects with a `TooManySessionsError` when all scenarios together are too large.
   */
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

  /** Removes an added scenario; `false` when there is none of this name. */
  forget(name: string): boolean {
    for (const { session } of [{ session: this.main }, ...this.#live.list()]) session.restart(name);
    if (this.ownScenarios.size === 1) this.#ownBytes = 0;
    return this.ownScenarios.delete(name);
  }

  async closeAll(): Promise<void> {
    this.#closing.abort();
    this.#live.endAll();
    this.#refusing.release();
    await this.#shared.workers.close();
  }
}

function byName(scenarios: readonly OwnScenario[]): ByName {
  return new Map(scenarios.map((scenario) => [scenario.name, scenario]));
}

function refusesConnections(scenario: OwnScenario | undefined): boolean {
  return scenario?.rules.some(({ steps }) => steps.some((step) => step.do === 'refuse-connections')) ?? false;
}
