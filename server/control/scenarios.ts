import { DAY_MS } from '../../schemas/durations.ts';
import { type Mistake, shown } from '../../schemas/index.ts';
import { nearest, printable } from '../../schemas/text.ts';
import {
  type Area,
  catalogue,
  type ListedScenario,
  listedScenario,
  type OwnScenario,
  scenarioByName,
  validateScenario,
} from '../scenarios/index.ts';
import { type Call, ControlError, type Handler, wrong } from './call.ts';

/** The maximum number of own scenarios. */
const MAX_OWN = 1000;

/** The JSON form of a scenario. */
interface Listed extends Omit<ListedScenario, 'area' | 'what' | 'shows' | 'source'> {
  /** `own` marks an added scenario; its texts are optional. */
  readonly area: Area | 'own';
  readonly what: string | null;
  readonly shows: string | null;
  readonly source: string | null;
}

/** Lists every scenario that can be selected by name. */
export const listScenarios: Handler = (call) => ({
  status: 200,
  body: { scenarios: [...call.sessions.ownList, ...catalogue].map((scenario) => listed(scenario, call)) },
});

/** Shows a scenario with its rules. */
export const showScenario: Handler = async (call) => {
  const scenario = await find(call);
  const { cycle, per, rules } = scenario;
  const numbering = { ...(cycle !== undefined && { cycle }), ...(per !== undefined && { per }) };
  return { status: 200, body: { ...listed(scenario, call), ...numbering, rules } };
};

/** Says what is wrong with a scenario, and what it would do. Adds nothing. */
export const checkScenario: Handler = async (call) => {
  const validated = await validateScenario(call.body);
  if ('mistakes' in validated) return { status: 200, body: { mistakes: validated.mistakes, scenario: null } };
  const { scenario } = validated;
  return { status: 200, body: { mistakes: nameMistakes(scenario), scenario: listed(scenario, call) } };
};

/** Adds an own scenario. It replaces one of the same name. */
export const bringScenario: Handler = async (call) => {
  const { sessions, body } = call;
  const validated = await validateScenario(body);
  if ('mistakes' in validated) throw wrong(validated.mistakes);
  const { scenario } = validated;
  const taken = nameMistakes(scenario);
  if (taken.length > 0) throw wrong(taken, 409);
  if (!sessions.ownScenarios.has(scenario.name) && sessions.ownScenarios.size >= MAX_OWN) {
    throw new ControlError(429, `expected at most ${MAX_OWN} own scenarios, got one more: DELETE some.`);
  }
  const replaced = await sessions.bring(scenario).catch((error: Error) => {
    throw error.name === 'TooManySessionsError' ? new ControlError(429, error.message) : error;
  });
  return { status: replaced ? 200 : 201, body: listed(scenario, call) };
};

/** Removes an own scenario. */
export const removeScenario: Handler = async (call) => {
  const { name } = await find(call);
  if (!call.sessions.forget(name)) {
    throw new ControlError(
      409,
      `${name}: expected a scenario that was added by POST, got one of the catalogue or the configuration.`,
    );
  }
  return { status: 204 };
};

/** The mistake of an own scenario that has the name of one of the catalogue. */
function nameMistakes({ name }: OwnScenario): readonly Mistake[] {
  if (scenarioByName(name) === undefined) return [];
  const text = `expected a name that is not in use, got ${shown(name)}, which is a name of the catalogue.`;
  return [{ path: '/name', text }];
}

async function find({ sessions, params }: Call): Promise<OwnScenario> {
  const name = params.name ?? '';
  const scenario = await sessions.scenario(name);
  if (scenario !== undefined) return scenario;
  const near = nearest(name, await sessions.scenarioNames());
  const advice = near === undefined ? '/__admin/scenarios lists all scenarios.' : `Did you mean ${near}?`;
  throw new ControlError(404, `There is no scenario ${printable(name, 100)}. ${advice}`);
}

function listed(scenario: OwnScenario, { sessions, url }: Call): Listed {
  const named = scenarioByName(scenario.name);
  const known = scenario === named ? named : undefined;
  const since = new Date(sessions.main.clock.now() - DAY_MS).toISOString();
  const said = { area: 'http', what: '', shows: '', source: '', ...scenario } as const;
  const shown = listedScenario(known ?? said, { url, since });
  return known === undefined
    ? { ...shown, area: 'own', what: scenario.what ?? null, shows: null, source: null }
    : shown;
}
