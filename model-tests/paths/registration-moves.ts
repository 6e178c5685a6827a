/** Moves of sessions and calls on a registration. */
import type { Readings } from '../../machines/readings.ts';
import type { Dict, Id, Policy, Seeker, SessionKey } from '../../machines/vocabulary.ts';
import { move, PROCEDURE } from './family.ts';
import type { Move } from './graph.ts';

/** Greatest number of places of a session: that of one list under the widest bounds. */
export const MOST = 3;

/** The id of the registration. */
export const REGISTRATION = 1;

export const oddRegisters = (session: SessionKey, { unknownPolicy }: Readings): readonly Move[] => [
  // If it aborts the session, the registration does not receive it.
  ...(unknownPolicy === 'abort' ? [] : [registering('REGISTER foo', { invoke: 'foo' }, PROCEDURE, session)]),
  registering('REGISTER with a prefix', { invoke: 'first', match: 'prefix' }, PROCEDURE, session),
];

/** A REGISTER beyond the limit of registrations. */
export const beyond = (session: SessionKey, invoke: Policy): Move =>
  registering('REGISTER beyond the limit', { invoke }, PROCEDURE, session, MOST);

/**
 * Claims of the procedure: by a member and by another session, under its policy and under another one, and in vain.
 *
 * @param there the sessions that are there
 * @param isOn true for a member
 */
export function claims(
  there: readonly SessionKey[],
  isOn: (session: SessionKey) => boolean,
  policy: Policy,
  { unknownPolicy }: Readings,
): readonly Move[] {
  const others = there.filter((session) => !isOn(session)).slice(0, 1);
  return [
    ...[...there.filter(isOn).slice(0, 1), ...others].flatMap((session) => [
      claiming(`claim ${policy}`, { invoke: policy }, session),
      claiming('claim plain', {}, session),
    ]),
    ...there
      .slice(0, 1)
      .flatMap((session) => [
        ...(unknownPolicy === 'abort' ? [] : [claiming('claim foo', { invoke: 'foo' }, session)]),
        claiming('claim with a prefix', { match: 'prefix' }, session),
      ]),
    ...others.map((session) => claiming('claim beyond the limit', {}, session, MOST)),
  ];
}

/** REGISTERs that never lead to a registration. */
export const vainRegisters = (): readonly Move[] => [
  registering('REGISTER no URI', {}, 'not a uri', 1),
  registering('REGISTER wamp', {}, 'wamp.work', 1),
];

export function register(session: SessionKey, invoke: Policy | undefined): Move {
  const options = invoke === undefined ? {} : { invoke };
  return registering(`REGISTER ${invoke ?? 'plain'}`, options, PROCEDURE, session);
}

/** A session gives back the id that it has, or would have. */
export function unregister(session: SessionKey, { registrationId }: Readings): Move {
  const registration = registrationId === 'own' ? ownIdOf(session) : REGISTRATION;
  return move(`UNREGISTER by ${session}`, {
    type: 'UNREGISTER',
    session,
    message: { type: 'UNREGISTER', request: 1, registration },
  });
}

export const left = (session: SessionKey): Move =>
  move(`session.left by ${session}`, { type: 'session.left', session });

export const select = (name: string, call: Seeker, draw: number): Move =>
  move(`${name} ${draw}`, { type: 'select', call, draw });

// --- internal ---

/** The registration id that a session gets where each has its own: the same one whenever it registers. */
const ownIdOf = (session: SessionKey): Id => REGISTRATION + session;

const FEATURES = {
  call_reroute: true,
  call_canceling: false,
  progressive_call_results: false,
  registration_revocation: false,
};

function claiming(name: string, options: Dict, session: SessionKey, held = 0): Move {
  const message = {
    type: 'REGISTER',
    request: 1,
    options: { ...options, force_reregister: true },
    procedure: PROCEDURE,
  };
  return move(`${name} by ${session}`, { type: 'procedure.claimed', session, message, held, most: MOST });
}

function registering(name: string, options: Dict, procedure: string, session: SessionKey, held = 0): Move {
  const message = { type: 'REGISTER', request: 1, options, procedure };
  const fresh = ownIdOf(session);
  const register = { type: 'REGISTER', session, features: FEATURES, message, fresh, held, most: MOST };
  return move(`${name} by ${session}`, register);
}
