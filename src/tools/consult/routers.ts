/** The other WAMP routers with the versions examined, and their behaviour for each open question. */
import type { ReadingId } from '../../../machines/readings.ts';
import { type Facts, factsOf, type RouterName } from './facts.ts';
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

/** Release of the newest version that was read, and the day on which the conformance suite ran. */
const LOOKED = 'no earlier than 12 July 2026, and by the conformance suite on 28 November 2026';

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
];

/** Behaviour of each router for each open question. */
export const READING_NOTES: { readonly [R in ReadingId]: Facts } = Object.fromEntries(
  Object.entries(READING_FACTS).map(([id, written]) => [id, factsOf(written)]),
) as { readonly [R in ReadingId]: Facts };
