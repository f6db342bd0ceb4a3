import type { RowByKey } from '../../schemas/index.ts';
import type { Window } from '../contract.ts';
import type { Facts } from '../facts.ts';
import { administrators } from './administrators.ts';

/** The current administrators, whatever the window. */
export function* admins(facts: Facts, window: Window): Generator<RowByKey['Admins']> {
  for (const { id, name, email, roles } of administrators(facts, window.now)) {
    yield { id, name, email, verified: roles.includes('Verified Admin'), roles: JSON.stringify(roles) };
  }
}
