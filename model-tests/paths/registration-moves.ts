/** Moves of sessions and calls on a registration. */
import type { Readings } from '../../machines/readings.ts';
import type { Dict, Policy, Seeker, SessionKey } from '../../machines/vocabulary.ts';
import { move, PROCEDURE } from './family.ts';
import type { Move } from './graph.ts';

/** Greatest number of places of a session: that of one list under the widest bounds. */
export const MOST = 3;

export const oddRegisters = (session: SessionKey, { unknownPolicy }: Readings): readonly Move[] => [
  // If it aborts the session, the registration does not receive it.
  ...(unknownPolicy === 'abort' ? [] : [registering('REGISTER foo', { invoke: 'foo' }, PROCEDURE, session)]),
  registering('REGISTER with a prefix', { invoke: 'first', match: 'prefix' }, PROCEDURE, session),
];

/** A REGISTER beyond the limit of registrations. */
export const beyond = (session: SessionKey, invoke: Policy): Move =>
  registering('REGISTER beyond the limit', { invoke }, PROCEDURE, session, MOST);

/** REGISTERs that never lead to a registration. */
export const vainRegisters = (): readonly Move[] => [
  registering('REGISTER no URI', {}, 'not a uri', 1),
  registering('REGISTER wamp', {}, 'wamp.work', 1),
];

export function register(session: SessionKey, invoke: Policy | undefined): Move {
  const options = invoke === undefined ? {} : { invoke };
  return registering(`REGISTER ${invoke ?? 'plain'}`, options, PROCEDURE, session);
}

export function unregister(session: SessionKey): Move {
  return move(`UNREGISTER by ${session}`, {
    type: 'UNREGISTER',
    session,
    message: { type: 'UNREGISTER', request: 1 },
  });
}

export const left = (session: SessionKey): Move =>
  move(`session.left by ${session}`, { type: 'session.left', session });

export const select = (name: string, call: Seeker, draw: number): Move =>
  move(`${name} ${draw}`, { type: 'select', call, draw });

// --- internal ---

const FEATURES = { call_reroute: true, call_canceling: false, progressive_call_results: false };

function registering(name: string, options: Dict, procedure: string, session: SessionKey, held = 0): Move {
  const message = { type: 'REGISTER', request: 1, options, procedure };
  const register = { type: 'REGISTER', session, features: FEATURES, message, held, most: MOST };
  return move(`${name} by ${session}`, register);
}
