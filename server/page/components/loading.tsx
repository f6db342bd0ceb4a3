/** The word while an answer is awaited. It appears after a moment, so that a quick answer does not flash. */
export function Loading({ word = 'Loading …' }: { readonly word?: string }) {
  return (
    <p class="loading" role="status">
      {word}
    </p>
  );
}
