import t from 'tap';
import { CsvFactsReader } from '../../../conformance/reference-client/csv-facts-reader.ts';

function factsOf(...pieces: readonly Buffer[]) {
  const reader = new CsvFactsReader('Users.csv');
  for (const piece of pieces) reader.write(piece);
  return reader.end();
}

const csv = Buffer.from('"id","name"\n"1","Zoë"\n"2","Ada"\n');

t.test('a CSV may be cut anywhere, inside a character too', async (t) => {
  for (let cut = 0; cut <= csv.length; cut++) {
    const { rows, problem } = factsOf(csv.subarray(0, cut), csv.subarray(cut));
    t.strictSame([rows, problem], [2, undefined], `cut at byte ${cut}`);
  }
});

t.test('a text in another encoding is named as such, wherever it is cut', async (t) => {
  const latin = Buffer.from(csv.toString('utf8'), 'latin1');
  const endless = csv.subarray(0, csv.indexOf('ë') + 1);
  for (const broken of [latin, endless])
    for (let cut = 0; cut <= broken.length; cut++) {
      const { problem } = factsOf(broken.subarray(0, cut), broken.subarray(cut));
      t.equal(problem, 'Users.csv is not UTF-8', `cut at byte ${cut}`);
    }
});
