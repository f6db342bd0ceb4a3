import t from 'tap';
import { withoutAttachments } from '../../../conformance/cases/world.ts';
import type { ClientDescription, RunValues } from '../../../conformance/model/client-description.ts';
import type { Exchange } from '../../../server/index.ts';

const values = { since: '2024-06-01T00:00:00Z' } as unknown as RunValues;
const rowsOnly = { output: 'rows', options: {} } as unknown as ClientDescription;

function request(query: string, parameters: Exchange['parameters'] = null): Exchange {
  return { operation: 'network', parameters, request: { target: `/api/v1/export?${query}` } } as Exchange;
}

t.test(
  'a client of rows that always excludes attachments need not keep them, also after a 429',
  async (t) => {
    const csv = [['include', 'csv']] as unknown as NonNullable<Exchange['parameters']>;
    const includes = (exchanges: readonly Exchange[], client = rowsOnly) =>
      withoutAttachments(values, exchanges, client).include;
    t.equal(includes([request('include=csv', csv)]), 'csv');
    t.equal(
      includes([request('since=0&include=csv'), request('since=0&include=csv', csv)]),
      'csv',
      'the parameters of a request with the response 429 are not read',
    );
    t.equal(includes([request('since=0'), request('since=0&include=csv', csv)]), undefined);
    t.equal(includes([]), undefined);
    t.equal(includes([request('include=csv')], { ...rowsOnly, output: 'zip' }), undefined);
  },
);
