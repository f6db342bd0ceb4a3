import { mix } from '../hash.ts';
import {
  communityKinds,
  departments,
  documentWords,
  phraseTemplates,
  sentenceTemplates,
  whenWords,
} from './templates.ts';

/**
 * The words of a world. All of them are printable ASCII without `&`, `<` and `>`: each is its own HTML, and
 * text that is composed of them takes one byte per character. Hazards add everything else.
 */
export interface Pools {
  readonly seed: number;
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
  readonly jobTitles: readonly string[];
  readonly departments: readonly string[];
  readonly cities: readonly string[];
  readonly countries: readonly string[];
  readonly companies: readonly string[];
  readonly words: readonly string[];
  readonly communityKinds: readonly string[];
  readonly documentWords: readonly string[];
  /** Three to about ten words without a full stop, as in a title. */
  readonly phrases: readonly string[];
  /** Whole sentences; their number is a power of two. */
  readonly sentences: readonly string[];
}

const sentenceCount = 4096;
const phraseCount = 1024;

type Faker = typeof import('@faker-js/faker/locale/en').faker;

// A process uses few seeds at a time; the oldest is dropped, and filled again when it is needed.
const poolsKept = 8;
const loaded = new Map<number, Promise<Pools>>();

/**
 * The pools of a seed (32 bits): the same in every process. The first call for a seed fills them, later calls
 * reuse them.
 */
export function loadPools(seed: number): Promise<Pools> {
  const known = loaded.get(seed);
  if (known !== undefined) return known;
  const pools = fillPools(seed);
  loaded.set(seed, pools);
  for (const oldest of loaded.keys()) {
    if (loaded.size <= poolsKept) break;
    loaded.delete(oldest);
  }
  return pools;
}

async function fillPools(seed: number): Promise<Pools> {
  const { faker } = await import('@faker-js/faker/locale/en');
  // No await from here on: the faker is shared, and another call might seed it.
  faker.seed(seed);
  const names = {
    firstNames: draw(256, () => faker.person.firstName()),
    lastNames: draw(512, () => faker.person.lastName()),
    jobTitles: draw(192, () => faker.person.jobTitle()),
    cities: draw(192, () => faker.location.city()),
    countries: draw(64, () => faker.location.country()),
    companies: draw(128, () => faker.company.name()),
    words: draw(512, () => faker.word.noun()),
  };
  const slots = { ...phraseSlots(faker), ...names };
  return {
    seed,
    ...names,
    departments,
    communityKinds,
    documentWords,
    phrases: compose(phraseTemplates, slots, mix(seed, 1), phraseCount),
    sentences: compose(sentenceTemplates, slots, mix(seed, 2), sentenceCount),
  };
}

function phraseSlots(faker: Faker) {
  return {
    buzz: draw(192, () => faker.company.buzzPhrase()),
    thing: draw(192, () => faker.company.catchPhrase().toLowerCase()),
    geek: draw(128, () => faker.hacker.phrase()),
    products: draw(96, () => faker.commerce.productName()),
  };
}

/** `count` texts that fit into the pools; unsuitable ones are drawn again, and some may occur twice. */
function draw(count: number, next: () => string): string[] {
  const texts: string[] = [];
  while (texts.length < count) {
    const text = next();
    if (isSimple(text)) texts.push(oneByte(text));
  }
  return texts;
}

function compose(
  templates: readonly string[],
  slots: ReturnType<typeof phraseSlots> & Pick<Pools, 'firstNames' | 'cities' | 'companies'>,
  key: number,
  count: number,
): string[] {
  const pools: Readonly<Record<string, readonly string[]>> = {
    buzz: slots.buzz,
    thing: slots.thing,
    geek: slots.geek,
    product: slots.products,
    first: slots.firstNames,
    city: slots.cities,
    company: slots.companies,
    team: departments,
    when: whenWords,
  };
  // Cut at the braces: every second piece is the name of a pool.
  const cut = templates.map((template) => template.split(/[{}]/));
  return Array.from({ length: count }, (_, index) => {
    const pieces = pick(cut, mix(key, index));
    const filled = pieces.map((piece, at) =>
      at % 2 === 0 ? piece : pick(pools[piece] ?? missingPool(piece), mix(key, mix(index, at))),
    );
    return filled.join('');
  });
}

function missingPool(name: string): never {
  throw new Error(`expected the name of a pool in a template, got "${name}". Use one of those in compose().`);
}

/** One item of a list, selected by a hash. */
export function pick<T>(list: readonly T[], hash: number): T {
  return list[(hash >>> 0) % list.length] as T;
}

function isSimple(text: string): boolean {
  return /^[ -~]+$/.test(text) && !/[&<>]/.test(text);
}

/** The same text as a flat string of one byte per character, whatever its parts were. */
function oneByte(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}
