// The code of a user in a strict project without skipLibCheck: one import from each entry point.
import { type RunningServer, startServer } from 'engage-export-kit';
import { type FunctionCall, readBaseline, runConformance } from 'engage-export-kit/conformance';
import * as generators from 'engage-export-kit/generators';
import * as schemas from 'engage-export-kit/schemas';

export { generators, readBaseline, schemas };

export async function served(): Promise<string> {
  const server: RunningServer = await startServer({ size: 'tiny', seed: '7', port: 0 });
  try {
    return server.url;
  } finally {
    await server.close();
  }
}

export async function judged(): Promise<string> {
  const print = ({ values, print }: FunctionCall): void => print('stdout', values.base_url);
  const report = await runConformance({
    client: {
      name: 'my-client',
      run: async (call) => {
        print(call);
        return 'complete';
      },
    },
    only: ['download', 'archive'],
  });
  return report.outcome;
}
