import { DAY_MS } from '../schemas/durations.ts';
import { nearest } from '../schemas/text.ts';
import { type ListedScenario, listScenarios, type Scenario, scenarioCatalogue } from '../server/index.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { describeFlags, type Flags, parseWords } from './flags.ts';
import { DEFAULT_PORT } from './serve.ts';
import { UsageError } from './usage-error.ts';

/** The flags of the command. */
export const flags = {
  json: { type: 'boolean', help: 'print one JSON document instead of text' },
} as const satisfies Flags;

/** The text of `engage-export scenarios --help`. */
export const help = `Usage: engage-export scenarios [FLAGS] [NAME]

Lists the built-in failure scenarios by area.
With NAME, explains one scenario: what happens, which client bug it reveals, its source, its steps, its token
and a curl command.

${describeFlags(flags)}
`;

/** Lists the catalogue, or explains one of its scenarios. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const { words, values } = await parseWords(flags, args);
  const [name, more] = words;
  if (more !== undefined) throw new UsageError(`expected at most one NAME, got the word '${more}' too.`);
  const catalogue = await scenarioCatalogue();
  const chosen = name === undefined ? catalogue : [named(name, catalogue)];
  const listed = await listScenarios(chosen, {
    url: `http://127.0.0.1:${DEFAULT_PORT}`,
    since: new Date(Date.now() - DAY_MS).toISOString(),
  });
  const text = name === undefined ? table(listed) : listed.map(explanation).join('\n');
  process.stdout.write(values.json ? `${json(listed, chosen)}\n` : text);
  return exitCodes.passed;
}

function named(name: string, catalogue: readonly Scenario[]): Scenario {
  const scenario = catalogue.find((one) => one.name === name);
  if (scenario !== undefined) return scenario;
  const near = nearest(
    name,
    catalogue.map((one) => one.name),
  );
  const advice = near === undefined ? 'Run engage-export scenarios for the list.' : `Did you mean ${near}?`;
  throw new UsageError(`unknown scenario '${name}'. ${advice}`);
}

/** Returns the JSON output. It includes the rules, as a starting point for custom scenarios. */
function json(listed: readonly ListedScenario[], scenarios: readonly Scenario[]): string {
  const all = listed.map((one, index) => ({
    ...one,
    cycle: scenarios[index]?.cycle,
    rules: scenarios[index]?.rules,
  }));
  return JSON.stringify({ version: 1, scenarios: all }, null, 2);
}

function table(listed: readonly ListedScenario[]): string {
  const width = Math.max(...listed.map(({ name }) => name.length));
  const areas = [...new Set(listed.map(({ area }) => area))];
  const sections = areas.map((area) => {
    const lines = listed
      .filter((one) => one.area === area)
      .map(({ name, what }) => `  ${name.padEnd(width)}  ${what}\n`);
    return `${area}\n${lines.join('')}`;
  });
  return `${sections.join('\n')}
Run engage-export scenarios NAME to explain a scenario. To use one, send the token verified-admin~NAME.
`;
}

function explanation({ name, area, what, shows, source, steps, token, curl }: ListedScenario): string {
  return `${name} (${area})
${what}

Shows:   ${shows}
Source:  ${source}
Steps:   ${steps.join('\n         ')}
Token:   ${token}

${curl}
`;
}
