/** The other WAMP routers with the versions examined, and their behaviour for each open question. */
import { READING_IDS, type ReadingId } from '../../../machines/readings.ts';
import { type Facts, factsOf, type JudgedRouter, type RouterName, type WrittenFacts } from './facts.ts';
import { JUDGED } from './judged.generated.ts';
import { READING_FACTS } from './reading-facts.ts';

export interface Router {
  readonly name: RouterName;
  /** The version or the commit that was examined. */
  readonly version: string;
  /** Release date of that version; `not known` if there is none. */
  readonly dated: string;
  /** Date of the examination. */
  readonly looked: string;
  readonly language: string;
  /** Parts that were run, and parts that were read. */
  readonly established: string;
}

/** Release of the newest version that was read, and the days on which the conformance suite ran. */
const LOOKED = `no earlier than 12 July 2026, and by the conformance suite ${daysOf(Object.values(JUDGED).map(({ date }) => date))}`;

export const ROUTERS: readonly Router[] = [
  {
    name: 'Crossbar',
    version: '26.1.1.dev1, with autobahn-python e9eebbe6; 26.10.1',
    dated: 'January 2026, July 2026; October 2026',
    looked: LOOKED,
    language: 'Python',
    established:
      'dealer and lists of the first run with stub sessions, the second run by the conformance suite; the rest read',
  },
  {
    name: 'Nexus',
    version: 'v3, 8b4f740; v3.2.2',
    dated: 'March 2026; April 2024',
    looked: LOOKED,
    language: 'Go',
    established:
      'the first run, the dealer alone and over WebSocket, the second by the conformance suite; the rest read',
  },
  {
    name: 'Bondy',
    version: '1.0.0-rc.64',
    dated: 'not known',
    looked: LOOKED,
    language: 'Erlang',
    established: 'read',
  },
  {
    name: 'fox-wamp',
    version: '0.7.34; 0.7.28',
    dated: 'not known',
    looked: LOOKED,
    language: 'TypeScript',
    established: 'run, the second by the conformance suite; the rest read',
  },
  {
    name: 'battler-wamp',
    version: '0.6.1; jackson-nestelroad/battler 2c5fa1ee',
    dated: 'not known; 12 July 2026',
    looked: LOOKED,
    language: 'Rust',
    established: '0.6.1 run by the conformance suite; the rest read in the commit',
  },
  {
    name: 'wamp2spring',
    version: 'ralscha/wamp2spring 9380f8e17d6e',
    dated: 'not known; a version of November 2025 has neither feature',
    looked: LOOKED,
    language: 'Java',
    established: 'read',
  },
  {
    name: 'WampSharp',
    version: '40f7ad50',
    dated: 'not known',
    looked: LOOKED,
    language: 'C#',
    established: 'read',
  },
  {
    name: 'wampproto-go',
    version:
      '632905d, in xconn-go 364781a; 968e3425, in xconn-go 0.1.0; xconn-go a2ee1d5, which uses a newer one',
    dated: 'November 2025; April 2026; June 2026',
    looked: LOOKED,
    language: 'Go',
    established: 'the first run over WebSocket, the second by the conformance suite; the rest read',
  },
  {
    name: 'cppwamp',
    version: 'branch router, 8fcfe319',
    dated: 'March 2024',
    looked: LOOKED,
    language: 'C++',
    established: 'read',
  },
  {
    name: 'wampire',
    version: '0.2.1',
    dated: 'not known',
    looked: LOOKED,
    language: 'Rust',
    established: 'run by the conformance suite',
  },
  {
    name: 'jawampa',
    version: '0.5.0',
    dated: '2017',
    looked: LOOKED,
    language: 'Java',
    established: 'run by the conformance suite',
  },
  {
    name: 'wampyre',
    version: '1.1.0',
    dated: '2019',
    looked: LOOKED,
    language: 'Python',
    established: 'run by the conformance suite',
  },
];

/** Behaviour of each router for each open question. */
export const READING_NOTES: { readonly [R in ReadingId]: Facts } = Object.fromEntries(
  READING_IDS.map((id) => [
    id,
    factsOf(
      READING_FACTS[id],
      seenBySuite(({ readings }) => readings[id]),
    ),
  ]),
) as { readonly [R in ReadingId]: Facts };

/** One fact about each router that the conformance suite judged. */
export function seenBySuite(factOf: (router: JudgedRouter) => string | undefined): WrittenFacts {
  const facts = Object.entries(JUDGED).flatMap(([name, router]) => {
    const fact = factOf(router);
    return fact === undefined ? [] : [[name, fact]];
  });
  return Object.fromEntries(facts);
}

// --- internal ---

/** Days as `on 28 November 2026`, or as `from 28 November 2026 to 1 December 2026`. */
function daysOf(dates: readonly string[]): string {
  const [first = '', ...others] = [...new Set(dates)].sort().map(dayOf);
  const last = others.at(-1);
  return last === undefined ? `on ${first}` : `from ${first} to ${last}`;
}

function dayOf(date: string): string {
  return new Date(date).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
