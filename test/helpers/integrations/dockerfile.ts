import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Copy, DockerfileParser } from 'dockerfile-ast';
import picomatch from 'picomatch';

const ROOT = join(import.meta.dirname, '../../..');

/** Changes to the commands: the packages are installed already, and the cache of npm belongs to the user. */
const changes: readonly (readonly [pattern: RegExp, change: string])[] = [
  [/^npm ci\b[^&]*/, ':'],
  [/&& npm cache clean --force/, ''],
];

/** An image as folders: the folder that stands for its root, and what a container of it runs. */
export interface BuiltImage {
  readonly root: string;
  readonly user: string | undefined;
  readonly ports: readonly string[];
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
  /** The folder in which the command runs, below `root`. */
  readonly workdir: string;
}

interface Stage extends BuiltImage {
  readonly name: string | undefined;
}

/** Runs the instructions of a Dockerfile without a container engine: each stage is a folder in `scratch`. */
export function buildImage(file: string, context: string, scratch: string): BuiltImage {
  const stages: Stage[] = [];
  for (const instruction of DockerfileParser.parse(readFileSync(file, 'utf8')).getInstructions()) {
    const words = instruction.getArguments().map((argument) => argument.getValue());
    const keyword = instruction.getKeyword();
    const perform = Object.hasOwn(instructions, keyword) ? instructions[keyword] : undefined;
    if (perform === undefined) throw new Error(`expected a known instruction, got ${keyword}`);
    const text = instruction.getArgumentsContent() ?? '';
    const [, list = '[]'] = /^(?:CMD )?(\[.*\])$/.exec(text) ?? [];
    const json: readonly string[] = JSON.parse(list);
    const stage = stages.at(-1);
    const from = keyword === 'COPY' ? (instruction as Copy).getFromFlag()?.getValue() : undefined;
    const next = perform({ words, text, json, from, stage: stage as Stage, stages, context, scratch });
    if (keyword === 'FROM') stages.push(next);
    else stages[stages.length - 1] = next;
  }
  const last = stages.at(-1);
  if (last === undefined) throw new Error('expected FROM, got none');
  return last;
}

interface Input {
  readonly words: readonly string[];
  readonly text: string;
  /** The words of an instruction in the form of a JSON list. */
  readonly json: readonly string[];
  /** The stage that a COPY takes its files from; undefined for the context. */
  readonly from: string | null | undefined;
  readonly stage: Stage;
  readonly stages: readonly Stage[];
  readonly context: string;
  readonly scratch: string;
}

const instructions: Readonly<Record<string, (input: Input) => Stage>> = {
  FROM: ({ words: [, , name], stages, scratch }) => {
    const root = join(scratch, `stage-${stages.length}`);
    mkdirSync(root);
    const nothing = { ports: [], entrypoint: [], command: [], healthcheck: [] };
    return { name, root, user: undefined, workdir: root, ...nothing };
  },
  WORKDIR: ({ words: [path = ''], stage }) => {
    const workdir = join(stage.root, path);
    mkdirSync(workdir, { recursive: true });
    return { ...stage, workdir };
  },
  ENV: ({ stage }) => stage,
  COPY: ({ words, from, stage, stages, context }) => {
    const [to = '', ...sources] = words.toReversed();
    const source = stages.find(({ name }) => name !== undefined && name === from);
    const isIgnored = source === undefined ? ignoredBy(context) : () => false;
    for (const path of sources) {
      const whole = source === undefined ? join(context, path) : join(source.root, path);
      const name = statSync(whole).isFile() ? path : '';
      copy(whole, join(stage.workdir, to, name), source?.root ?? context, isIgnored);
    }
    return stage;
  },
  RUN: ({ text, stage }) => {
    if (/\bnpm ci\b/.test(text)) symlinkSync(join(ROOT, 'node_modules'), join(stage.workdir, 'node_modules'));
    const line = changes.reduce((changed, [pattern, change]) => changed.replace(pattern, change), text);
    execFileSync('sh', ['-e', '-c', line], { cwd: stage.workdir, stdio: ['ignore', 'ignore', 'inherit'] });
    return stage;
  },
  USER: ({ words: [user], stage }) => ({ ...stage, user }),
  EXPOSE: ({ words, stage }) => ({ ...stage, ports: words }),
  HEALTHCHECK: ({ json, stage }) => ({ ...stage, healthcheck: json }),
  ENTRYPOINT: ({ json, stage }) => ({ ...stage, entrypoint: json }),
  CMD: ({ json, stage }) => ({ ...stage, command: json }),
};

function copy(from: string, to: string, base: string, isIgnored: (path: string) => boolean): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, {
    recursive: true,
    filter: (path) => path === base || !isIgnored(path.slice(base.length + 1)),
  });
}

/** The test of a path of the context against `.dockerignore`. */
function ignoredBy(context: string): (path: string) => boolean {
  const patterns = readFileSync(join(context, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const fits = picomatch(
    patterns.flatMap((pattern) => [pattern, `${pattern}/**`]),
    { dot: true },
  );
  return (path) => path !== '' && fits(path);
}

/** The names at the root of the context that `.dockerignore` leaves in. */
export function sentContext(context: string): readonly string[] {
  const isIgnored = ignoredBy(context);
  return readdirSync(context).filter((name) => !isIgnored(name));
}
