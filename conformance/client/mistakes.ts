import { createCompiler } from '../../schemas/compiler.ts';
import { type Mistake, pointer, schemaMistakes, shown } from '../../schemas/index.ts';
import { nearest } from '../../schemas/text.ts';
import { type ClientDescription, modes } from '../model/client-description.ts';
import { placeholders } from './command.ts';
import { clientDefaults } from './defaults.ts';
import { modeSchemas } from './schema.ts';

type Mode = (typeof modes)[number];

/**
 * The mode that a description names, `process` when it names none; undefined for a mode that does not exist.
 */
export function modeOf(value: unknown): Mode | undefined {
  const given: unknown =
    typeof value === 'object' && value !== null && 'mode' in value ? value.mode : 'process';
  return modes.find((one) => one === given);
}

/** The mistakes in the value of a `client.json`; none when it is valid. */
export function mistakesIn(value: unknown): readonly Mistake[] {
  const mode = modeOf(value);
  if (mode === undefined) {
    const given = (value as { readonly mode?: unknown }).mode;
    const near = typeof given === 'string' ? nearest(given, modes) : undefined;
    const advice = near === undefined ? '' : ` Did you mean "${near}"?`;
    return [{ path: '/mode', text: `expected one of ${modes.join(', ')}, got ${shown(given)}.${advice}` }];
  }
  const schema = modeSchemas[mode];
  const mistakes = schemaMistakes(createCompiler().compile(schema), value, schema);
  if (mistakes.length > 0) return mistakes.map((mistake) => otherMode(mistake, mode));
  return mode === 'process'
    ? [...placeholderMistakes(value as Placed), ...exitCodeMistakes(value as Coded)]
    : serveMistakes(value as Pick<ClientDescription, 'serve'>);
}

/** A property that another mode has is reported as that. */
function otherMode(mistake: Mistake, mode: Mode): Mistake {
  const name = mistake.path.slice(1);
  const has = (one: Mode): boolean => Object.hasOwn(modeSchemas[one].properties ?? {}, name);
  const other = has(mode) ? undefined : modes.find(has);
  if (other === undefined) return mistake;
  const text = `expected a property of the mode ${mode}, got ${shown(name)}, which belongs to the mode ${other}.`;
  return { path: mistake.path, text };
}

type Placed = Pick<ClientDescription, 'commands'> & Partial<Pick<ClientDescription, 'options' | 'dump'>>;

/** The placeholders in argument vectors that do not exist. */
export function placeholderMistakes({ commands, options = {}, dump }: Placed): readonly Mistake[] {
  const inside = (
    part: string,
    lists: Readonly<Record<string, readonly string[] | undefined>>,
    isCommand: boolean,
  ) =>
    Object.entries(lists).flatMap(([name, texts = []]) =>
      texts.flatMap((text, index) =>
        unknownPlaceholders(text, isCommand).map((said) => ({
          path: pointer('', part, name, index),
          text: said,
        })),
      ),
    );
  const inDump = (dump ?? []).flatMap((text, index) =>
    unknownPlaceholders(text, false).map((said) => ({ path: pointer('', 'dump', index), text: said })),
  );
  return [...inside('commands', commands, true), ...inside('options', options, false), ...inDump];
}

function unknownPlaceholders(text: string, isCommand: boolean): readonly string[] {
  return [...text.matchAll(/\{([a-z_]+)\}/g)].flatMap(([, name = '']) =>
    placeholders.has(name) || (isCommand && text === '{options}')
      ? []
      : [`expected a placeholder that exists, got {${name}}: ${adviceFor(name)}`],
  );
}

function adviceFor(name: string): string {
  if (name === 'options') return 'it is an argument of its own, in commands.';
  const near = nearest(name, [...placeholders]);
  return near === undefined ? `use one of ${[...placeholders].join(', ')}.` : `did you mean {${near}}?`;
}

type Coded = { readonly exitCodes?: Partial<ClientDescription['exitCodes']> };

/** An exit code with two meanings: the kit would not know which one a run has. */
function exitCodeMistakes({ exitCodes = {} }: Coded): readonly Mistake[] {
  const given = { ...clientDefaults.exitCodes, ...exitCodes };
  const all = (['complete', 'partial', 'unsupported'] as const).flatMap((meaning) =>
    given[meaning].map((code) => ({ meaning, code })),
  );
  return all.flatMap(({ meaning, code }, index) => {
    const before = all.slice(0, index).find((one) => one.code === code);
    if (before === undefined) return [];
    const text = `expected exit codes with one meaning each, got ${code}, which also means ${before.meaning}.`;
    return [{ path: pointer('', 'exitCodes', meaning), text }];
  });
}

function serveMistakes({ serve = [] }: Pick<ClientDescription, 'serve'>): readonly Mistake[] {
  return serve.flatMap((argument, index) => {
    const [placeholder] = argument.match(/\{[a-z_]+\}/) ?? [];
    if (placeholder === undefined) return [];
    const text = `expected no placeholder, got ${placeholder}: the process is started once, and the values come with each request.`;
    return [{ path: pointer('', 'serve', index), text }];
  });
}
