import t from 'tap';
import * as text from '../../generators/text/index.ts';
import { type CutReply, type CutScript, languages, talkKinds } from '../../generators/text/language.ts';
import { phrasebooks } from '../../generators/text/languages/index.ts';
import { hasSlot, type Sentence } from '../../generators/text/sentence.ts';
import { type Saying, say, surroundingsOf, talkOf } from '../helpers/say.ts';

const { languageCodes } = text;
const pools = await text.loadPools(7);
const hashes = Array.from({ length: 6000 }, (_, index) => Math.imul(index + 1, 0x9e3779b1) >>> 0);
const { name, site } = surroundingsOf(pools);

/** All scripts of a language, those about one thing included. */
function scriptsOf(code: text.LanguageCode): CutScript[] {
  const { scripts, specials } = languages[code];
  const all = [scripts, ...Object.values(specials).flatMap((each) => each.map((special) => special.scripts))];
  return all.flatMap((each) => talkKinds.flatMap((kind) => each[kind] ?? []));
}

/** All phrases of a language as they are written. */
function phrasesOf(code: text.LanguageCode): string[] {
  const found: string[] = [];
  JSON.stringify(phrasebooks[code], (_, value) => {
    if (typeof value === 'string') found.push(value);
    return value;
  });
  return found;
}

const textOf = (sentence: Sentence) => (typeof sentence === 'string' ? sentence : sentence.join('|'));
/** A number before persons, such as "{n} people". */
const PERSONS =
  /\{(n|few)\} (people|persons|colleagues|of (us|you)|Leute|Kollegen|von euch|collègues|personnes|personas|colegas|pessoas)|\{(n|few)\}(人|名)|(nous sommes|nous étions|somos|fuimos|éramos|(los|os|uns|unos)|uns) \{(n|few)\}/i;
const LEAVE = /on leave|Urlaub|en congé|de vacaciones|(está|estou) de férias|休暇|休みです/;
const JOINING =
  /new here|in this company|anniversary!|welcome \{|noch neu|in dieser Firma|vient d'arriver|ans ici|acaba de llegar|en esta empresa|acabou de chegar|nesta empresa|来たばかり|入社して/i;

const anybodyGives = ({ contrasts, names }: CutReply) => !contrasts && !names;

/** Matches a text that begins with a sentence; its groups are the values of one of the slots. */
function patternOf(sentence: Sentence, slot: string, values = '[^.!?]+?'): RegExp {
  const pieces = typeof sentence === 'string' ? [sentence] : sentence;
  const source = pieces.map((piece, i) => {
    if (i % 2 === 0) return piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return piece === slot ? `(${values})` : '[^.!?]+?';
  });
  return new RegExp(`^${source.join('')}`, 'u');
}

for (const code of languageCodes) {
  const { book, sentences } = languages[code];
  const phrases = phrasesOf(code);

  t.test(`${code}: every script has a reply for everybody, and its people belong to it`, async (t) => {
    for (const { title, opening, replies } of scriptsOf(code)) {
      const about = textOf(opening);
      t.ok(replies.some(anybodyGives), about);
      for (const each of [title ?? '', opening]) t.notOk(hasSlot(each, 'person'), about);
      if (!hasSlot(opening, 'colleague'))
        t.notOk(
          replies.some(({ names }) => names),
          about,
        );
      for (const { sentence } of [...replies, { sentence: opening }])
        t.notOk(hasSlot(sentence, 'city') && hasSlot(sentence, 'place'), textOf(sentence));
    }
  });

  t.test(`${code}: phrases claim nothing that the network contradicts`, async (t) => {
    const found = (pattern: RegExp) => phrases.filter((phrase) => pattern.test(phrase));
    t.strictSame(found(PERSONS), [], 'a number of persons');
    t.strictSame(found(LEAVE), [], 'somebody who is away');
    t.strictSame(found(JOINING), [], 'a time of joining');
    t.strictSame(
      [...book.dates, ...(book.days ?? [])].filter((date) =>
        /\d|tomorrow|morgen|demain|mañana|amanhã/.test(date),
      ),
      [],
      'a date that may be on a weekend',
    );
  });

  t.test(`${code}: an update depends on no word of the message`, async (t) => {
    for (const update of sentences.updates)
      for (const slot of ['n', 'few', 'city', 'time', 'place', 'when'] as const)
        t.notOk(hasSlot(update, slot), textOf(update));
  });

  t.test(`${code}: a home is the one of a person named before`, async (t) => {
    const homeless = phrases.filter((phrase) => /^((?!\{(person|colleague)\}).)*\{home\}/.test(phrase));
    t.strictSame(homeless, []);
  });

  t.test(`${code}: there are enough sentences`, async (t) => {
    t.ok(sentences.asides.length >= 16);
    for (const list of ['thanks', 'agreements', 'followUps'] as const)
      t.ok(sentences[list].length >= 10, list);
  });

  t.test(`${code}: replies name the person whom the opening names, and nobody names the own`, async (t) => {
    let named = 0;
    for (const hash of hashes) {
      const saying: Saying = {
        hazard: 'none',
        language: code,
        kind: hash % 2 ? 'announcements' : 'privates',
      };
      const { script } = talkOf(pools, hash, saying);
      if (!hasSlot(script.opening, 'colleague')) continue;
      const opening = say(pools, hash, { ...saying, part: 'opening' }).body;
      const colleague = patternOf(script.opening, 'colleague').exec(opening)?.[1] as string;
      const user = Number(/\d+$/.exec(colleague)?.[0]);
      if (colleague !== name(user) || user === 8) t.fail(`${colleague} in: ${opening}`);
      const message = ~hash >>> 0;
      const reply = say(pools, hash, { ...saying, message, part: 'reply' }).body;
      for (const { sentence, names } of script.replies) {
        const [, other] = (names && patternOf(sentence, 'colleague').exec(reply)) || [];
        if (other === undefined) continue;
        named++;
        if (!reply.includes(colleague)) t.fail(reply);
      }
      const own = say(pools, hash, { ...saying, message, part: 'reply', writer: user }).body;
      if (new RegExp(`${colleague}(?!\\d)`).test(own)) t.fail(own);
    }
    t.ok(named > 20, String(named));
  });

  t.test(`${code}: people speak of their own site and travel to others`, async (t) => {
    const cityOf = (where: text.Site) => (code === 'ja' ? where.cityInJapanese : where.city);
    const cities = pools.sites.map(cityOf).join('|');
    const general = [sentences.details, sentences.extras, sentences.asides, sentences.questionDetails];
    const own = cityPatterns(general.flat(), 'mine', cities);
    const others = cityPatterns(general.flat(), 'city', cities);
    let seen = 0;
    for (const [index, hash] of hashes.entries()) {
      const writer = index % 23;
      const part = index % 2 ? 'reply' : 'opening';
      const { body } = say(pools, hash, { hazard: 'none', language: code, part, writer });
      const { place, script } = talkOf(pools, hash, { language: code });
      const home = site(part === 'reply' ? writer : 8);
      const places = (patterns: RegExp[]) => patterns.flatMap((each) => each.exec(body)?.[1] ?? []);
      const mine = places(own);
      seen += mine.length;
      const wrong =
        mine.some((city) => city !== cityOf(home)) ||
        places(others).some((city) => [cityOf(home), cityOf(place)].includes(city));
      if (wrong) t.fail(body);
      if (part === 'opening' || home !== place) continue;
      for (const { sentence, contrasts } of script.replies)
        if (contrasts && patternOf(sentence, 'mine').test(body)) t.fail(`a site against itself: ${body}`);
    }
    t.ok(seen > 100, String(seen));
  });
}

/** Matches the sentences with this slot anywhere in a text. */
function cityPatterns(list: readonly Sentence[], slot: 'mine' | 'city', cities: string): RegExp[] {
  const found = list.filter((sentence) => hasSlot(sentence, slot));
  return found.map((sentence) => new RegExp(patternOf(sentence, slot, cities).source.slice(1), 'u'));
}
