import { type Site, sitesOf } from './sites.ts';

/**
 * The words of a world that depend on its seed. Those from faker are printable ASCII without `&`, `<` and
 * `>`: each is its own HTML.
 */
export interface Pools {
  readonly seed: number;
  readonly companies: readonly string[];
  readonly sites: readonly Site[];
}

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
  const english = {
    firstNames: draw(256, () => faker.person.firstName()),
    lastNames: draw(512, () => faker.person.lastName()),
  };
  return {
    seed,
    companies: draw(128, () => faker.company.name()),
    sites: sitesOf(seed, english),
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

/** Faker has a first name that says it is one, and misspelled last names. */
function isSimple(text: string): boolean {
  return /^[ -~]+$/.test(text) && !/[&<>]/.test(text) && !/^Name$|([a-z])\1\1/.test(text);
}

/** The same text as a flat string of one byte per character, whatever its parts were. */
function oneByte(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}
