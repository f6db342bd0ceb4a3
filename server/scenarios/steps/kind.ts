import type { JsonSchema } from '../../../schemas/index.ts';

/** What there is to know of one kind of step, besides how it is done. */
export interface StepKind<S> {
  /** JSON Schemas of its properties, `do` left out. */
  readonly properties: Readonly<Record<Exclude<keyof S & string, 'do'>, JsonSchema>>;
  /** Those that have to be there. */
  readonly required: readonly Exclude<keyof S & string, 'do'>[];
  /** What happens, as the predicate of a sentence without an end: `answers 429 with Retry-After 2`. */
  explain(step: S): string;
}

/** The kinds of a family of steps, by the word in `do`. A kind without an entry does not compile. */
export type StepKinds<S extends { readonly do: string }> = {
  readonly [K in S['do']]: StepKind<Extract<S, { readonly do: K }>>;
};
