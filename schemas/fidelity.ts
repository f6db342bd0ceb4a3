import type { Evidence } from './evidence.ts';
import type { Change } from './fidelity-area.ts';
import { fidelityAreas } from './fidelity-areas.ts';

/** One behaviour of the mock. */
export interface FidelityLine {
  readonly area: string;
  readonly behaviour: string;
  readonly evidence: Evidence;
  /** The way to change it; absent for documented and observed behaviours. */
  readonly change?: Change;
}

/** The parts of the service that the mock does not have. */
export const notMocked: readonly (readonly [what: string, instead: string])[] = [
  ['The pages of a sign-in, passwords, certificates of clients', 'Everybody signs in without a page.'],
  ['The export pages of the admin portals', 'The API only.'],
  ['Rate limits without a scenario or limiter', 'No request is limited.'],
  ['Storage in Microsoft 365', 'Files in SharePoint are rows without a member, as in the service.'],
  ['The REST endpoints of Yammer that change something, and those of feeds and searches', '404 or 405.'],
  ['The pages of the network in a browser', 'A text.'],
  ['The pictures of people, communities and campaigns', 'Coloured stripes.'],
];

/** Every behaviour, in the order of the page. */
export const fidelityLines: readonly FidelityLine[] = Object.entries(fidelityAreas).flatMap(
  ([area, lines]) => [
    ...(lines.documented ?? []).map((behaviour) => ({ area, behaviour, evidence: 'documented' as const })),
    ...(lines.observed ?? []).map((behaviour) => ({ area, behaviour, evidence: 'observed' as const })),
    ...(lines.assumed ?? []).map(([change, behaviour]) => ({
      area,
      behaviour,
      evidence: 'assumed' as const,
      change,
    })),
  ],
);
