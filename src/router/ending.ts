/** The ways to end sessions when a router shuts down. */

/**
 * The end of sessions: `restart` closes their WebSockets with code 1012, after which clients connect again; `goodbye`
 * sends GOODBYE, after which some never do.
 */
export const ENDINGS = ['restart', 'goodbye'] as const;
export type Ending = (typeof ENDINGS)[number];
