import t from 'tap';
import { parseClient } from '../../../conformance/client/read.ts';
import { setupOf } from '../../../conformance/run/setup.ts';

t.test('a description that was read from a file knows the lines of its commands', async (t) => {
  const text = `// a comment
{
  "name": "c",
  "commands": {
    "network": ["c"],

    "resume": [
      "c", "--resume"
    ]
  }
}
`;
  const client = await parseClient(text, 'my/client.json');
  t.same(client.source, { file: 'my/client.json', lines: { network: 5, resume: 7 } });
  t.same(setupOf(client, []).source, client.source, 'the report has them too');
});

t.test('the lines of a client that stays are those of its process', async (t) => {
  const text = '{\n"name": "c",\n"mode": "json-lines",\n"serve": ["c"],\n"operations": ["network"]\n}';
  const { source } = await parseClient(text, 'client.json');
  t.same(source, { file: 'client.json', lines: { serve: 4 } });
});
