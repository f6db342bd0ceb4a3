import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../reference-client/failure.ts';
import { readArguments } from '../reference-client/options.ts';
import { send } from '../reference-client/send.ts';
import { signIn } from '../reference-client/sign-in.ts';
import type { AsReference, Mutant, MutantCall } from './mutant.ts';

/** The cases about the connection to the service. */
const CONNECTION = ['safety.certificate-*', 'safety.redirect-to-plain-http'];
/** The cases about signing in. */
const SIGN_IN = ['access.sign-in-*', 'access.token-expire*', 'access.refresh-refused'];

/** The number of exports of a run that makes several: more than a token is valid for in the scenarios. */
const SEVERAL = 5;
/** The time limit of mutants that do not end: enough for a run without a fault, on a busy machine too. */
const PATIENT_SECONDS = 10;
/** The time for which a mutant that does not end waits between two looks at its signal. */
const LOOK_MS = 100;

/** Exports several times with the tokens that it keeps, until an export fails. Resolves to the exit code. */
export async function exportSeveralTimes(_: MutantCall, asReference: AsReference): Promise<number> {
  let code = 0;
  for (let count = 0; code === 0 && count < SEVERAL; count++) code = await asReference();
  return code;
}

const giveUp = {
  signIn: (endpoint, before, waiting) => {
    if (before !== undefined) throw new Failure('the token was refused');
    return signIn(endpoint, before, { ...waiting, limits: { ...waiting.limits, tries: 1 } });
  },
} satisfies Mutant['parts'];

/** Writes a file that looks like a finished export and holds none. */
async function writeNoExport({ args }: MutantCall): Promise<void> {
  const { out } = readArguments(args);
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'export.zip'), 'no export');
}

/** The mutants that are careless with their connection or their sign-in. */
export const connectionMutants: readonly Mutant[] = [
  {
    name: 'unverified',
    does: 'Turns the verification of certificates off.',
    proxied: true,
    run: (_, asReference) => {
      process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
      return asReference();
    },
    in: CONNECTION,
    // The setting is one of the whole process.
    processes: 'all',
  },
  {
    name: 'plain-forwarder',
    does: 'Sends the token over plain HTTP when a redirect leads there.',
    proxied: true,
    parts: {
      send: (request, waiting) =>
        send(
          { ...request, headers: { ...request.headers, authorization: `Bearer ${request.token}` } },
          waiting,
        ),
    },
    in: CONNECTION,
  },
  {
    name: 'plain-teller',
    does: 'Prints the token when a redirect leads to plain HTTP.',
    proxied: true,
    run: async ({ env, print }, asReference) => {
      print('stderr', `using the token ${env.ENGAGE_TOKEN}`);
      return asReference();
    },
    in: CONNECTION,
  },
  {
    name: 'gives-up-signing-in',
    does: 'Signs in once, and fails when that is answered 429 or when its token is refused.',
    signsIn: true,
    parts: giveUp,
    run: exportSeveralTimes,
    in: SIGN_IN,
  },
  {
    name: 'signed-in-liar',
    does: 'Leaves a file that holds no export, and reports success, whenever an export fails.',
    signsIn: true,
    parts: giveUp,
    run: async (call, asReference) => {
      if ((await exportSeveralTimes(call, asReference)) !== 0) await writeNoExport(call);
      return 0;
    },
    in: [...SIGN_IN, ...CONNECTION],
  },
  {
    name: 'signed-in-silent',
    does: 'Prints nothing.',
    signsIn: true,
    run: (_, asReference) => asReference({ print: () => undefined }),
    in: [...SIGN_IN, ...CONNECTION],
  },
  {
    name: 'signed-in-endless',
    does: 'Asks again and again for ever, whatever the answer is.',
    signsIn: true,
    run: async (call, asReference) => {
      const code = await exportSeveralTimes(call, asReference);
      while (!call.signal.aborted) await sleep(LOOK_MS);
      return code;
    },
    in: [...SIGN_IN, ...CONNECTION],
    timeLimitSeconds: PATIENT_SECONDS,
  },
];
