import type { ArchiveStep } from '../../../server/scenarios/steps/archive.ts';
import fc, { anyCharacter } from '../properties.ts';

const member = fc.constantFrom('Messages.csv', 'Topics.csv', 'log.txt', 'request.txt', 'a', 'Polls.csv');
const name = fc.oneof(
  member,
  fc.constantFrom('../a', 'C:\\a', 'a/', 'files/日本'),
  fc.string({ minLength: 1, unit: anyCharacter }),
);
const percent = fc.double({ min: 0, max: 100, noNaN: true });
const size = fc.integer({ min: 1, max: 5000 });
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
/**
 * Any step for an archive with properties within its schema; the names are members of a small export and
 * others.
 */
export const anyArchiveStep = fc.oneof(
  fc.record({ do: fc.constant('wrong-crc'), member }),
  fc.record({ do: fc.constant('wrong-size'), member, by: fc.integer({ min: -1_000_000, max: 1_000_000 }) }),
  fc.record({ do: fc.constant('corrupt-data'), member, percent }),
  fc.record({ do: fc.constant('cut-directory'), percent }),
  fc.record({ do: fc.constant('no-directory'), keepEnd: maybe(fc.boolean()) }),
  fc.record({ do: fc.constantFrom('zip64', 'store', 'empty-archive') }),
  fc.record({ do: fc.constant('descriptors'), as: fc.constantFrom('signed', 'unsigned', 'none') }),
  fc.record({ do: fc.constantFrom('leading-bytes', 'trailing-bytes'), bytes: size }),
  fc.record({ do: fc.constant('comment'), holds: fc.constantFrom('text', 'signature', 'end-record') }),
  fc.record({
    do: fc.constant('add-member'),
    name,
    holds: fc.constantFrom('text', 'zip', 'zeros', 'copy', 'directory', 'link'),
    bytes: fc.integer({ min: 1, max: 1_000_000 }),
    of: maybe(member),
    nameBytes: maybe(fc.integer({ min: 1, max: 65_535 })),
    unflagged: maybe(fc.boolean()),
  }),
  fc.record({
    do: fc.constant('rename-member'),
    member,
    to: name,
    where: fc.constantFrom('everywhere', 'local-header'),
  }),
) as unknown as fc.Arbitrary<ArchiveStep>;
