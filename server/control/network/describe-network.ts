import { columnsOf, fileByKey, filesOf, memberNameOf } from '../../../schemas/index.ts';
import { exampleExports } from '../../export/example-exports.ts';
import type { Handler } from '../call.ts';
import { clockJson } from '../clock.ts';
import { dataCall, valuesOf } from './asked.ts';
import { referredColumns } from './references.ts';

/** Describes the networks of a session, and the files with their columns. */
export const describeNetwork: Handler = async (call) => {
  const { session, world, network } = await dataCall(call, valuesOf(call, []));
  const { profile } = session.context;
  const { network: example } = await exampleExports(session.context);
  return {
    status: 200,
    body: {
      profile,
      clock: clockJson(session.clock),
      networks: world.networks.map(({ id, permalink, name, createdAt, startsAt }) => ({
        id,
        permalink,
        name,
        external: id !== network.id,
        created_at: new Date(createdAt).toISOString(),
        messages_since: new Date(startsAt).toISOString(),
      })),
      since: new Date(
        Date.parse(new URLSearchParams(example.path.split('?')[1]).get('since') ?? ''),
      ).toISOString(),
      whole: example.whole,
      files: filesOf(profile).map((key) => ({
        key,
        member: memberNameOf(key, profile),
        purpose: fileByKey(key).purpose,
        window: fileByKey(key).window,
        referred: referredColumns(key, profile),
        columns: columnsOf(key, profile).map(([name, { kind, meaning, refers }]) => ({
          name,
          kind,
          meaning,
          refers: refers ?? null,
        })),
      })),
    },
  };
};
