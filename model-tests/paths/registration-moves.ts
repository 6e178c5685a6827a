/** The moves of paths through the registration chart. */
import type { Dict, Seeker, SessionKey } from '../../machines/vocabulary.ts';
import { move } from './family.ts';
import type { Move } from './graph.ts';

/** How many places each session may have: as many as one list has under the widest bounds. */
export const MOST = 3;

export function registering(
  name: string,
  options: Dict,
  procedure: string,
  session: SessionKey,
  held = 0,
): Move {
  const message = { type: 'REGISTER', request: 1, options, procedure };
  const register = { type: 'REGISTER', session, features: FEATURES, message, held, most: MOST };
  return move(`${name} by ${session}`, register);
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
