/** Sizes of a router. */

export interface RouterSize {
  /** Number of realms with a session. */
  readonly realms: number;
  readonly sessions: number;
  readonly registrations: number;
  readonly calls: number;
}
