/** Moves of a client through the session chart: its messages, and their events. */
import { MAX_ID } from '../../machines/ids.ts';
import { UNLIMITED } from '../../machines/limits.ts';
import { CODES } from '../../machines/messages.ts';
import type { Dict } from '../../machines/vocabulary.ts';
import type { WireMessage } from '../../src/dealer/messages.ts';
import { REALM } from '../../src/tools/scenario/systems/system.ts';
import type { PathClients } from './clients.ts';
import { move } from './family.ts';
import type { Move } from './graph.ts';

/** Time limit for HELLO, for authentication, and for the answer to GOODBYE, in milliseconds. */
export const PATIENCE = 10_000;

/** Limits of each session. */
export const LIMITS = { calls: 1, bytes: 100 };

export const CLIENT = 'carol';

/** An event, the states in which it can occur, and the action of a client that causes it. */
export interface Case {
  readonly move: Move;
  readonly act: (clients: PathClients) => void;
  /** True if only a joined client can cause it. */
  readonly isLate: boolean;
}

/** Messages that a client may send at any time, valid and invalid. */
export const early = (name: string, event: object, act: Case['act']): Case => ({
  move: move(name, event),
  act,
  isLate: false,
});
export const late = (name: string, event: object, act: Case['act']): Case => ({
  ...early(name, event, act),
  isLate: true,
});

/** Facts of a CALL without calls in flight. */
export const CALM = { inFlight: false, calls: 0, bytes: 0, limits: { ...UNLIMITED, ...LIMITS } };

/** Facts of an answer to the only INVOCATION. */
export const ASKED = { sent: 1, last: 1, awaited: true, wantsProgress: false };

/** The client sends a message without a new request id. */
export const sends = (name: string, message: object, ...wire: WireMessage): Case =>
  early(name, { sent: 0, last: MAX_ID, ...CALM, ...message, message }, (clients) =>
    clients.send(CLIENT, ...wire),
  );

/** The client sends a request. */
export const requests = (name: string, message: object, code: number, ...fields: readonly unknown[]): Case =>
  early(name, { ...CALM, ...message, message }, (clients) => clients.request(CLIENT, code, ...fields));

export const hello = (name: string, details: Dict, realm: string = REALM): Case => {
  const message = { type: 'HELLO', realm, details };
  return early(`HELLO ${name}`, { type: 'HELLO', id: 7, message }, (clients) =>
    clients.send(CLIENT, CODES.HELLO, realm, details),
  );
};
/** A move whose request has that id, unless it has its own. */
export function numbered(one: Move, request: number): Move {
  const { message } = one as unknown as { readonly message?: object };
  return message === undefined ? one : Object.assign({}, one, { message: { request, ...message } });
}
