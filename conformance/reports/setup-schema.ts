import { addresses, modes, operations, optionNames, outputForms } from '../model/client-description.ts';
import { listOf, said, shape, text } from './schema-shapes.ts';

const words = { type: 'array', items: text } as const;

/** The schema of the setup of a client. */
export const setup = shape(
  'The client as the kit ran it, without values of its environment and without secrets.',
  {
    mode: said('The way to run it.', { enum: [...modes, 'function'] }),
    commands: {
      ...shape(
        'The argument vectors with their placeholders; `serve` is the process of the mode `json-lines`.',
        Object.fromEntries([...operations, 'serve'].map((name) => [name, words])),
        [...operations, 'serve'],
      ),
    },
    operations: listOf('The operations that it has.', { enum: [...operations] }),
    options: listOf('The options that it has.', { enum: [...optionNames] }),
    output: listOf('The forms in which it keeps an export.', { enum: [...outputForms] }),
    clock: said('The clock that it takes the time from.', { enum: ['service', 'machine'] }),
    address: said('The way in which it reaches the service; a base URL when left out.', {
      enum: addresses.filter((one) => one !== 'base-url'),
    }),
    variables: listOf('The names of the variables that it gets besides the usual ones.', text),
    timeLimitSeconds: said('The time limit of one run.', { type: 'number', exclusiveMinimum: 0 }),
    words: listOf(
      'The words of `engage-export test` that select the client; empty for a client of the library.',
      text,
    ),
    source: shape('The client description, with the lines of its commands.', {
      file: said('The path as it was given.'),
      lines: shape(
        'The lines, from 1.',
        Object.fromEntries([...operations, 'serve'].map((name) => [name, { type: 'integer', minimum: 1 }])),
        [...operations, 'serve'],
      ),
    }),
  },
  ['address', 'source'],
);
