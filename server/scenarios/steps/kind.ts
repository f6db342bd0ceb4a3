import type { JsonSchema } from '../../../schemas/index.ts';

/** The description of one kind of step: its schema and its explanation. */
export interface StepKind<S> {
  /** The JSON Schemas of its properties, without `do`. */
  readonly properties: Readonly<Record<Exclude<keyof S & string, 'do'>, JsonSchema>>;
  /** The required properties. */
  readonly required: readonly Exclude<keyof S & string, 'do'>[];
  /** True if the step changes nothing when no property except `file` is set. */
  readonly needsProperty?: true;
  /**
   * The explanation, as the predicate of a sentence without a full stop: `answers 429 with Retry-After 2`.
   */
  explain(step: S): string;
  /** True if the body of the response ends at the byte of the step; left out when it never does. */
  endsBody?(step: S): boolean;
}

/** The kinds of a family of steps, by the value of `do`. A missing kind is a compile error. */
export type StepKinds<S extends { readonly do: string }> = {
  readonly [K in S['do']]: StepKind<Extract<S, { readonly do: K }>>;
};
