/**
 * What other WAMP routers do where the text leaves something open, and where they differ: facts, found by running their
 * code or by reading it, of the versions named here.
 */
import type { ReadingId } from '../../../machines/readings.ts';
import { type Facts, factsOf, type RouterName } from './facts.ts';
import { READING_FACTS } from './reading-facts.ts';

export interface Router {
  readonly name: RouterName;
  /** The version or the commit that was looked at. */
  readonly version: string;
  /** Of when that version is, `not known` if it does not say. */
  readonly dated: string;
  /** When it was looked at. */
  readonly looked: string;
  readonly language: string;
  readonly established: string;
}

/** All of them were looked at together, when the newest version among them had come out. */
const LOOKED = 'no earlier than 12 July 2026';

export const ROUTERS: readonly Router[] = [
  {
    name: 'Crossbar',
    version: '26.1.1.dev1, with autobahn-python e9eebbe6',
    dated: 'January 2026, July 2026',
    looked: LOOKED,
    language: 'Python',
    established: 'dealer and lists run with stub sessions; the rest read',
  },
  {
    name: 'Nexus',
    version: 'v3',
    dated: 'not known',
    looked: LOOKED,
    language: 'Go',
    established: 'dealer compiled and probed; the rest read',
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
    version: '0.7.34',
    dated: 'not known',
    looked: LOOKED,
    language: 'TypeScript',
    established: 'run; the rest read',
  },
  {
    name: 'battler-wamp',
    version: 'jackson-nestelroad/battler 2c5fa1ee',
    dated: '12 July 2026',
    looked: LOOKED,
    language: 'Rust',
    established: 'read; the round-robin of re-routes run as a model',
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
    version: '632905d; xconn-go a2ee1d5, which uses a newer one',
    dated: 'November 2025, June 2026',
    looked: LOOKED,
    language: 'Go',
    established: 'read',
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

/** What each router does about each open question. */
export const READING_NOTES: { readonly [R in ReadingId]: Facts } = Object.fromEntries(
  Object.entries(READING_FACTS).map(([id, written]) => [id, factsOf(written)]),
) as { readonly [R in ReadingId]: Facts };
