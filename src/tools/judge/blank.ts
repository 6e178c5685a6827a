/** Sessions and realms of which nothing is known yet. */
import type { Realm, Session } from './facts.ts';

/** A session of which nothing is known but its name. */
export const newSession = (name: string, realm: Realm): Session => ({
  name,
  realm,
  phase: 'opening',
  hello: undefined,
  welcome: undefined,
  ended: undefined,
  gone: undefined,
  received: [],
  sent: [],
  calls: new Map(),
  tries: new Map(),
  lastRequest: 0,
});

/** A realm in which nothing has happened. */
export const newRealm = (name: string, isSeenBetween: boolean): Realm => ({
  name,
  standing: new Map(),
  ended: new Map(),
  byId: new Map(),
  calls: [],
  waiting: [],
  isSeenBetween,
});
