import type { ComponentType } from 'preact';
import type { Route } from '../router.ts';
import { Journal } from './journal.tsx';
import { Laws } from './laws.tsx';
import { Network } from './network.tsx';
import { Overview } from './overview.tsx';
import { Scenarios } from './scenarios.tsx';
import { Sessions } from './sessions.tsx';

/*
 * The views of the page. To add one:
 *
 * 1. Write `views/<name>.tsx`. It exports a component that takes `{ route }`; its first element is an `h1`.
 *    Parts of it are in files beside it, `views/<name>-<part>.tsx`; its own styles in `style/<name>.css`,
 *    which `style/main.css` imports.
 * 2. Add a line to `views` below. Its key is the word in the address, `#/<key>`; the menu has this order.
 * 3. Ask only the control API, with `useApi` and `call` of `api.ts`. Selections and filters go into the
 *    address, with `linkTo` and `go` of `router.ts`: a view that is sent as a link shows the same.
 * 4. Text from the server is a child of an element (`{text}`), never markup; style attributes are objects.
 */

/** A view of the page. */
export interface View {
  /** The word in the menu. */
  readonly title: string;
  readonly component: ComponentType<{ readonly route: Route }>;
}

/** All views, in the order of the menu. */
export const views: Readonly<Record<string, View>> = {
  overview: { title: 'Overview', component: Overview },
  journal: { title: 'Journal', component: Journal },
  scenarios: { title: 'Scenarios', component: Scenarios },
  sessions: { title: 'Sessions', component: Sessions },
  network: { title: 'Network', component: Network },
  laws: { title: 'Laws', component: Laws },
};
