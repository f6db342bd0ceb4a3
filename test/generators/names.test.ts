import t from 'tap';
import * as text from '../../generators/text/index.ts';

const pools = await text.loadPools(7);
const count = 20_000;
// Neighbours in a network have hashes far apart.
const hashes = Array.from({ length: count }, (_, index) => Math.imul(index + 1, 0x9e3779b1) >>> 0);
const siteOf = (hash: number) => pools.sites[hash % pools.sites.length] as text.Site;
const isWellFormed = (value: string) => Buffer.from(value).toString() === value;

type Label = (hash: number) => string;
const community = (hash: number): string => {
  const index = 1 + (hash % 5000);
  return text.communityName(index, hash, text.communityTopic(pools, { index, hash, external: false }));
};
const labels: Readonly<
  Record<string, { readonly of: Label; readonly distinct: number; readonly odd: RegExp }>
> = {
  personName: { of: (hash) => text.personName(siteOf(hash), hash), distinct: 5000, odd: /[^ -~]|'/ },
  jobTitle: { of: (hash) => text.jobTitle(hash, 0), distinct: 60, odd: /^/ },
  department: { of: text.department, distinct: 20, odd: /^/ },
  companyName: { of: (hash) => text.companyName(pools, hash), distinct: 80, odd: /^/ },
  communityName: { of: community, distinct: 800, odd: /[&<>"]|[^ -~]/ },
  communityDescription: {
    of: (hash) =>
      text.communityDescription(text.communityTopic(pools, { index: 9, hash, external: false }), hash),
    distinct: 40,
    odd: /^/,
  },
  topicName: {
    of: (hash) => text.topicName(hash),
    distinct: 500,
    odd: /[&"]|[^ -~]/,
  },
  topicDescription: {
    of: (hash) => text.topicDescription(hash, hash),
    distinct: 1000,
    odd: /^/,
  },
  fileStem: { of: (hash) => text.fileStem(hash, 'txt', 'it', 'en'), distinct: 1000, odd: /[.&"]|[^ -~]/ },
  segmentName: {
    of: (hash) => text.segmentOf(pools, hash, hash % 40, true).name,
    distinct: 30,
    odd: /[&<"]|[^ -~]/,
  },
  amaTitle: {
    of: (hash) =>
      text.amaText(hash, {
        department: text.department(hash),
        city: pools.sites[hash % pools.sites.length]?.city ?? '',
        asked: true,
        answered: true,
        recorded: true,
      }).title,
    distinct: 100,
    odd: /^/,
  },
  campaignName: { of: (hash) => text.campaignText(3, hash % 100).name, distinct: 90, odd: /^/ },
  tagLabel: { of: (hash) => text.tagLabel(hash % 500), distinct: 500, odd: /^[a-z]/ },
};

for (const [name, { of, distinct, odd }] of Object.entries(labels)) {
  t.test(`${name} gives many different texts, none empty, none of several lines`, async (t) => {
    const all = hashes.map(of);
    t.ok(new Set(all).size >= distinct, `${new Set(all).size} different`);
    t.strictSame(
      all.filter((label) => label === '' || /[\r\n]/.test(label) || !isWellFormed(label)),
      [],
    );
    t.ok(
      all.some((label) => odd.test(label)),
      'the odd ones occur',
    );
    t.equal(of(77), of(77));
  });
}

t.test('a topic has no brackets, because messages name it between brackets', async (t) => {
  t.strictSame(
    hashes.map((hash) => text.topicName(hash)).filter((name) => /[[\]]/.test(name)),
    [],
  );
});

const emails: readonly [name: string, number: number, email: string][] = [
  ["Niamh O'Brien", 3, 'niamh.obrien.3'],
  ['José García', 0, 'jose.garcia.0'],
  ['Łukasz Weiß', 12, 'lukasz.weiss.12'],
  ['Søren Østergård', 1, 'soren.ostergard.1'],
  ['Jean-Luc de la Cruz y Ortiz', 5, 'jeanluc.de.la.cruz.y.ortiz.5'],
  ['山田 太郎', 9, 'taro.yamada.9'],
  ['Привет', 4, 'user.4'],
  ['', 6, 'user.6'],
];

for (const [name, number, email] of emails) {
  t.test(`the address of "${name}" begins with ${email}`, async (t) =>
    t.equal(text.emailName(name, number), email),
  );
}

t.test("a person's address is that of the person's name", async (t) => {
  for (const [index, hash] of hashes.entries()) {
    const expected = text.emailName(text.personName(siteOf(hash), hash), index);
    if (text.personEmailName(siteOf(hash), hash, index) !== expected) t.fail(`${hash}: expected ${expected}`);
  }
});

t.test('every name gives an address that a mail program takes, and no two people the same', async (t) => {
  const all = hashes.map((hash, index) => text.emailName(text.personName(siteOf(hash), hash), index));
  t.strictSame(
    all.filter((email) => !/^[a-z]+(\.[a-z]+)*\.\d+$/.test(email)),
    [],
  );
  t.equal(new Set(all).size, count);
});

t.test('a company has one site in each region, and names fit the sites', async (t) => {
  const languages = pools.sites.map(({ language }) => language);
  t.strictSame([...new Set(languages)].sort(), [...text.languageCodes].sort());
  const people = hashes.map((hash) => ({
    name: text.personName(siteOf(hash), hash),
    site: siteOf(hash),
  }));
  const japanese = people.filter(({ name }) => /^(Kenji|Sakura) /.test(name));
  t.ok(japanese.length > 20, 'some are found');
  t.ok(japanese.every(({ site }) => site.language === 'ja'));
});

t.test('a job fits the department, and people only rise', async (t) => {
  const lawyers = hashes.filter((hash) => text.department(hash) === 'Legal');
  const titles = (years: number) => [...new Set(lawyers.map((hash) => text.jobTitle(hash, years)))].sort();
  t.strictSame(titles(0), [
    'Legal Counsel',
    'Paralegal',
    'Privacy Counsel',
    'Senior Legal Counsel',
    'Senior Paralegal',
  ]);
  t.strictSame(titles(30), ['Privacy Counsel', 'Senior Legal Counsel', 'Senior Paralegal']);
  t.equal(text.headTitle('Legal'), 'Head of Legal');
});

t.test(
  'neighbouring communities have different themes, and local ones the language of their site',
  async (t) => {
    const topics = Array.from({ length: 14 }, (_, i) =>
      text.communityTopic(pools, { index: i + 1, hash: hashes[i] as number, external: false }),
    );
    t.equal(new Set(topics.map(({ theme }) => theme)).size, 14);
    t.ok(
      topics.some(({ site }) => site) &&
        topics.every(({ site, language }) => (site?.language ?? 'en') === language),
    );
  },
);
