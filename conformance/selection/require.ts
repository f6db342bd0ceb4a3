import { nearest } from '../../schemas/text.ts';
import { type Feature, features } from '../model/feature.ts';
import { SelectionError } from './pattern.ts';

/**
 * Reads the names of required features. A name may be there twice.
 * @throws {SelectionError} for an unknown name and for an empty list.
 */
export function requiredFeatures(names: readonly string[]): readonly Feature[] {
  if (names.length === 0)
    throw new SelectionError('require', `expected at least one of ${features.join(', ')}, got none.`);
  const found = names.map((name) => {
    const feature = features.find((one) => one === name);
    if (feature !== undefined) return feature;
    const near = nearest(name, features);
    const advice = near === undefined ? `expected one of ${features.join(', ')}.` : `did you mean ${near}?`;
    throw new SelectionError('require', `expected the name of a feature, got '${name}': ${advice}`);
  });
  return features.filter((feature) => found.includes(feature));
}
