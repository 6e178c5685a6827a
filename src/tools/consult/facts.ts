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

/** A fact that was seen by running begins with `run: `; a router that is missing is not known. */
export type WrittenFacts = { readonly [R in RouterName]?: string };

const NO_REROUTING = 'does not re-route';

/** Routers that pass every refusal on. */
export const WITHOUT_REROUTING = {
  Crossbar: NO_REROUTING,
  Nexus: NO_REROUTING,
  Bondy: NO_REROUTING,
  'fox-wamp': NO_REROUTING,
  WampSharp: NO_REROUTING,
  'wampproto-go': NO_REROUTING,
  cppwamp: NO_REROUTING,
} satisfies WrittenFacts;

/** What a router does. */
export interface Fact {
  readonly does: string;
  /** Seen by running its code, or read in it; undefined if nothing is known. */
  readonly by: 'run' | 'read' | undefined;
}

/** What each router does about one thing. */
export type Facts = { readonly [R in RouterName]: Fact };

/** Stands in for a fact that was not found out. */
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
