import type { Case, RunParameters } from './case.ts';
import { type Operation, type OptionName, operations, optionNames } from './client-description.ts';

/**
 * A part of the API that a client may lack: an operation, or an option. The option `network` is
 * `network-option`, because `network` is the operation.
 */
export type Feature = Operation | Exclude<OptionName, 'network'> | 'network-option';

function featureOfOption(name: OptionName): Feature {
  return name === 'network' ? 'network-option' : name;
}

/** All features, the operations first. */
export const features: readonly Feature[] = [...operations, ...optionNames.map(featureOfOption)];

/** The phrase for a report that judged nothing of a feature. */
export const absences: Readonly<Record<Feature, string>> = {
  network: 'no network export',
  resume: 'no resumed export',
  user: 'no user export',
  files: 'no files export',
  until: 'no until',
  model: 'no model',
  include: 'no include',
  'network-option': 'no choice of networks',
  include_ens: 'no include_ens',
  exclude_files: 'no exclude_files',
};

export function isOperation(feature: Feature): feature is Operation {
  return operations.some((one) => one === feature);
}

const optionOf: Readonly<Partial<Record<keyof RunParameters, OptionName>>> = {
  until: 'until',
  model: 'model',
  include: 'include',
  network: 'network',
  includeEns: 'include_ens',
  excludeFiles: 'exclude_files',
};

/**
 * Tells whether a parameter is an option of an operation. An export of files always has `until`, which is a
 * value like `since` there.
 */
export function isOption(name: OptionName, operation: Operation): boolean {
  return !(operation === 'files' && name === 'until');
}

/** The features that a client needs for a case, in the order of `features`. */
export function featuresOf({ runs, needs = [] }: Case): readonly Feature[] {
  const asked = runs.flatMap(({ operation, parameters }) =>
    Object.entries(optionOf).flatMap(([name, option]) =>
      Object.hasOwn(parameters, name) && isOption(option, operation) ? [option] : [],
    ),
  );
  const used = new Set<Feature>([
    ...runs.map(({ operation }) => operation),
    ...[...needs, ...asked].map(featureOfOption),
  ]);
  return features.filter((feature) => used.has(feature));
}
