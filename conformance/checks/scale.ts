import { type Check, held, unsupported, untested } from './check.ts';

const MB = 1_000_000;
/** The part of the sent bytes that must be written when the stream stalls: 1 / this number. */
const WRITTEN_PART = 4;

const inMb = (bytes: number): string => `${(bytes / MB).toFixed(1)} MB`;

/** Checks on the resources that a large export needs. */
export const scaleChecks = {
  'needs-no-more-memory': {
    demand: 'A large export needs at most {of} MB more memory than a small one',
    judge: ({ watched }, { of = '0' }, { runs: [first] }) => {
      const [small, large] = [first?.watched?.peakBytes, watched?.peakBytes];
      if (small === undefined || large === undefined)
        return unsupported('The memory of the client cannot be seen.');
      // No figure for a correct client, so that two runs of the kit give the same report.
      const fits = large - small <= Number(of) * MB;
      const seen = fits ? 'no more than that' : `${inMb(large - small)} more than ${inMb(small)}`;
      return held(fits, `at most ${of} MB more than for a small export`, seen);
    },
  },
  'writes-as-it-comes': {
    demand: 'The export is written to disk while it arrives',
    judge: ({ watched, exchanges }) => {
      if (watched === undefined) return untested('The run was not watched.');
      if (watched.midway === undefined) {
        return held(
          false,
          'a download that reaches half of the export',
          `${exchanges.length} requests, none reached it`,
        );
      }
      const { sentBytes, writtenBytes } = watched.midway;
      const fits = writtenBytes * WRITTEN_PART >= sentBytes;
      const seen = fits ? 'at least that' : `${inMb(writtenBytes)} of ${inMb(sentBytes)}`;
      return held(fits, 'at least a quarter of the bytes that were sent before the stall', seen);
    },
  },
} as const satisfies Readonly<Record<string, Check>>;
