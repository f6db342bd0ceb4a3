/** A session as the control API shows it. */
export interface SessionJson {
  readonly id: string;
  readonly base_url: string;
  /** Only the answer that begins a session has the whole token. */
  readonly token: string;
  readonly clock: { readonly now: string; readonly fixed: boolean };
  readonly scenario: string | null;
  readonly time_scale: number;
  readonly profile: string;
  readonly seed: string;
  readonly size: string;
  readonly users: number;
  readonly messages_per_day: number;
  readonly start: string;
  readonly requests: number;
  /** The end without further use, by the clock of the session; `null` for the server's own. */
  readonly expires: string | null;
}
