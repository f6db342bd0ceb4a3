import type { CheckSpec } from '../model/check.ts';
import type { RunObservation } from '../model/observation.ts';

/** The checks about the path and the port of a base URL, by name and parameter. */
const aboutBaseUrl: Readonly<Record<string, string>> = {
  'keeps-the-base-path': 'whose path it would have to keep',
  'makes-no-remark:token-on-another-port': 'whose port it would have to keep',
};

/** The reason why a check does not apply to a client by the way in which it reaches the service. */
export function whyNotAt({ address }: RunObservation, { check, of }: CheckSpec): string | undefined {
  const what = aboutBaseUrl[of === undefined ? check : `${check}:${of}`];
  return address === 'base-url' || what === undefined
    ? undefined
    : `The client holds the address of the service itself and gets no base URL ${what}.`;
}
