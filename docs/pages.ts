import { clientSchema } from '../conformance/client/schema.ts';
import { baselineSchema } from '../conformance/known-failures/schema.ts';
import { reportSchema } from '../conformance/reports/schema.ts';
import { fidelityPage, type JsonSchema, referencePage } from '../schemas/index.ts';
import { configSchema } from '../server/config/index.ts';
import { controlPage } from '../server/control/api/page.ts';
import { scenarioSchema } from '../server/scenarios/index.ts';
import { scenariosPage } from '../server/scenarios/page.ts';
import { bashScript } from './completions/bash.ts';
import { fishScript } from './completions/fish.ts';
import { zshScript } from './completions/zsh.ts';
import { glossaryPage } from './glossary.ts';
import { manPage } from './man-page.ts';
import { recipesPage } from './recipes-page.ts';
import { scenarioNamesModule } from './scenario-names.ts';
import { schemasPage } from './schemas-page.ts';
import { stacksPage } from './stacks/page.ts';
import { threadsPage } from './threads-page.ts';

/**
 * The pages, schemas and lists that are derived from the code: the path of the file from this folder, and the
 * function that returns the text.
 */
export const pages: Readonly<Record<string, () => string | Promise<string>>> = {
  'baseline.schema.json': () => jsonText(baselineSchema),
  'client.schema.json': () => jsonText(clientSchema),
  'config.schema.json': () => jsonText(configSchema),
  'control.md': controlPage,
  'fidelity.md': fidelityPage,
  'glossary.md': glossaryPage,
  'recipes.md': recipesPage,
  'reference.md': referencePage,
  'report.schema.json': () => jsonText(reportSchema),
  'scenario.schema.json': () => jsonText(scenarioSchema),
  'scenarios.md': scenariosPage,
  'schemas.md': schemasPage,
  'stacks.md': stacksPage,
  'threads.md': threadsPage,
  '../completions/_engage-export': zshScript,
  '../completions/engage-export.bash': bashScript,
  '../completions/engage-export.fish': fishScript,
  '../man/engage-export.1': manPage,
  '../server/scenarios/names.ts': scenarioNamesModule,
};

function jsonText(schema: JsonSchema): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
