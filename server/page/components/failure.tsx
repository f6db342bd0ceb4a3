/** The text of an error, announced to screen readers; nothing without an error. */
export function Failure({ error }: { readonly error: Error | undefined }) {
  return (
    <div role="alert" class={error ? 'failure' : ''}>
      {error?.message}
    </div>
  );
}
