/** How much a router holds. */

export interface RouterSize {
  /** The realms that somebody is in. */
  readonly realms: number;
  readonly sessions: number;
  readonly registrations: number;
  readonly calls: number;
}
