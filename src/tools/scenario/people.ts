/** Names of the clients in scenarios that a program writes. */

/** Callees, in the order in which they register. */
export const CALLEES = ['alice', 'bob', 'dora', 'erin', 'frank', 'grace', 'heidi', 'ivan'] as const;
export const CALLER = 'carol';
