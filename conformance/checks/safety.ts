import { type Check, held, unsupported } from './check.ts';

/** Checks that protect the person who runs the client. */
export const safetyChecks = {
  'keeps-the-token-to-itself': {
    demand: 'The token appears in no output and in no file',
    judge: ({ leaks }) => held(leaks.length === 0, 'no place with the token', leaks.join(', ') || 'none'),
  },
  'keeps-the-token-off-the-process-list': {
    demand: 'The token appears in the arguments of no process',
    judge: ({ watched }) => {
      const { tokenInArguments } = watched ?? {};
      if (tokenInArguments === undefined) return unsupported('The processes of the client cannot be seen.');
      return held(
        !tokenInArguments,
        'arguments without the token',
        tokenInArguments ? 'the token, visible to every user of the machine' : 'no token',
      );
    },
  },
  'writes-nowhere-else': {
    demand: 'The client writes only into the given folders',
    judge: ({ escaped, out, state }) => {
      const links = [...out, ...state].filter(({ kind }) => kind === 'link');
      const odd = [...escaped, ...links].map(({ path }) => path);
      return held(odd.length === 0, 'files in the given folders only', odd.join(', ') || 'nothing else');
    },
  },
} as const satisfies Readonly<Record<string, Check>>;
