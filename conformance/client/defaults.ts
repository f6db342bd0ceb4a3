/** The values of a client description where it says nothing. */
export const clientDefaults = {
  output: 'zip',
  timeLimitSeconds: { process: 60, function: 60, 'json-lines': 60, attached: 3600 },
  exitCodes: { complete: [0], partial: [], unsupported: [127] },
} as const;
