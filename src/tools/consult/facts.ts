/** Facts about other routers, and their written form. */

/** The routers that were compared. */
export const ROUTER_NAMES = [
  'Crossbar',
  'Nexus',
  'Bondy',
  'fox-wamp',
  'battler-wamp',
  'wamp2spring',
  'WampSharp',
  'wampproto-go',
  'cppwamp',
] as const;
export type RouterName = (typeof ROUTER_NAMES)[number];

/** A fact that was observed by running begins with `run: `; a missing router is not known. */
export type WrittenFacts = { readonly [R in RouterName]?: string };

const NO_REROUTING = 'does not re-route';

/** Routers that forward every refusal to the caller. */
export const WITHOUT_REROUTING = {
  Crossbar: NO_REROUTING,
  Nexus: NO_REROUTING,
  Bondy: NO_REROUTING,
  'fox-wamp': NO_REROUTING,
  WampSharp: NO_REROUTING,
  'wampproto-go': NO_REROUTING,
  cppwamp: NO_REROUTING,
} satisfies WrittenFacts;

/** Behaviour of a router. */
export interface Fact {
  readonly does: string;
  /** Observed by running the router, or read in its code; undefined if not known. */
  readonly by: 'run' | 'read' | undefined;
}

/** Behaviour of each router on one topic. */
export type Facts = { readonly [R in RouterName]: Fact };

/** Placeholder for an unknown fact. */
export const NOT_KNOWN = 'not known';

/** Reads facts as they are written. */
export function factsOf(written: WrittenFacts): Facts {
  const facts = ROUTER_NAMES.map((name): [RouterName, Fact] => {
    const text = written[name];
    if (text === undefined) return [name, { does: NOT_KNOWN, by: undefined }];
    const isRun = text.startsWith('run: ');
    return [name, { does: isRun ? text.slice('run: '.length) : text, by: isRun ? 'run' : 'read' }];
  });
  return Object.fromEntries(facts) as Facts;
}
