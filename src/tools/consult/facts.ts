/** Facts about other routers, their written form, and what the conformance suite saw of them. */
import type { ReadingId } from '../../../machines/readings.ts';

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
  'wampire',
  'jawampa',
  'wampyre',
] as const;
export type RouterName = (typeof ROUTER_NAMES)[number];

/** A fact that was observed by running begins with `run: `; a missing router is not known. */
export type WrittenFacts = { readonly [R in RouterName]?: string };

const NO_REROUTING = 'does not re-route';
const NO_REROUTING_SEEN = `run: ${NO_REROUTING}`;

/** Routers that forward every refusal to the caller. */
export const WITHOUT_REROUTING = {
  Crossbar: NO_REROUTING_SEEN,
  Nexus: NO_REROUTING_SEEN,
  Bondy: NO_REROUTING,
  'fox-wamp': NO_REROUTING_SEEN,
  WampSharp: NO_REROUTING,
  'wampproto-go': NO_REROUTING_SEEN,
  cppwamp: NO_REROUTING,
  wampire: NO_REROUTING_SEEN,
  jawampa: NO_REROUTING_SEEN,
  wampyre: NO_REROUTING_SEEN,
} satisfies WrittenFacts;

/** What the conformance suite saw of a router, in one version of it. */
export interface JudgedRouter {
  /** Day of its runs, in ISO 8601. */
  readonly date: string;
  /** Features that it announced. */
  readonly announced: string;
  /** The options that it follows; a missing reading was not seen. */
  readonly readings: { readonly [R in ReadingId]?: string };
}

export type Judged = { readonly [R in RouterName]?: JudgedRouter };

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

/** What the suite saw if its cases contradict every option of a reading. */
export const NO_OPTION = 'none of the options';

/**
 * Reads facts as they are written.
 *
 * @param seen the same facts as the conformance suite saw them
 */
export function factsOf(written: WrittenFacts, seen: WrittenFacts = {}): Facts {
  const facts = ROUTER_NAMES.map((name): [RouterName, Fact] => {
    const text = withSeen(written[name], seen[name]);
    if (text === undefined) return [name, { does: NOT_KNOWN, by: undefined }];
    return [name, { does: withoutMark(text), by: text.startsWith(RUN) ? 'run' : 'read' }];
  });
  return Object.fromEntries(facts) as Facts;
}

// --- internal ---

/** Mark of a fact that was observed. */
const RUN = 'run: ';

const withoutMark = (text: string): string => (text.startsWith(RUN) ? text.slice(RUN.length) : text);

/**
 * A written fact, and what the suite saw where the fact does not say so already: it may be about another version. That no
 * option explains the cases tells less than any written fact.
 */
function withSeen(written: string | undefined, seen: string | undefined): string | undefined {
  if (seen === undefined) return written;
  if (written === undefined) return `${RUN}${seen}`;
  const text = withoutMark(written);
  if (text.includes(seen)) return `${RUN}${text}`;
  return seen === NO_OPTION ? written : `${RUN}${text}; ${seen} in the conformance suite`;
}
