/** The value below which a share of the samples lies. The share is 0 to 1; 1 gives the largest sample. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (value === undefined) throw new RangeError('expected samples, got none. Measure at least once.');
  return value;
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** `median (least to most)`, for a note. */
export function spread(samples: readonly number[], unit: string): string {
  const [least, middle, most] = [0, 0.5, 1].map((share) => quantile(samples, share).toFixed(1));
  return `${middle} ${unit} (${least} to ${most})`;
}

/** Measures two things in turns, so that other load on the machine affects both. */
export async function inTurns(
  rounds: number,
  one: () => Promise<number>,
  other: () => Promise<number>,
): Promise<readonly [one: readonly number[], other: readonly number[]]> {
  const ones: number[] = [];
  const others: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // The second of a pair finds warmer caches, so each is second every other time.
    if (round % 2 === 0) {
      ones.push(await one());
      others.push(await other());
    } else {
      others.push(await other());
      ones.push(await one());
    }
  }
  return [ones, others];
}
