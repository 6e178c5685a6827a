/** The alphabet of registrations for `charts-equality.test.ts`: every event, with every case of its payload. */
import {
  type Dict,
  type Id,
  POLICIES,
  type Policy,
  type RegisterEvent,
  type RegistrationContext,
  type RegistrationEvent,
  type Seeker,
  type SessionKey,
} from '../machines/vocabulary.ts';
import { FEATURES, PROCEDURE } from './alphabets.ts';

/** Sessions that register; one more only unregisters. */
const SESSIONS: readonly SessionKey[] = [1, 2, 3];
const STRANGER: SessionKey = 4;

const register = (session: SessionKey, options: Dict, procedure = PROCEDURE, held = 0): RegisterEvent => ({
  type: 'REGISTER',
  session,
  // One session does not want to know of revocations.
  features: { ...FEATURES, registration_revocation: session !== 2 },
  message: { type: 'REGISTER', request: session, options, procedure },
  fresh: 1,
  held,
  most: 2,
});

const REGISTERS: readonly RegisterEvent[] = [
  register(1, {}),
  ...POLICIES.map((invoke) => register(1, { invoke })),
  register(1, { invoke: 'foo' }),
  register(1, { invoke: undefined }),
  ...[null, '', 1].map((invoke) => register(1, { invoke })),
  ...[null, ''].map((match) => register(1, { match })),
  ...POLICIES.flatMap((invoke) => [1, 2, 3].map((held) => register(1, { invoke }, PROCEDURE, held))),
  register(1, { match: 'exact' }),
  register(2, { match: 'exact', invoke: 'last' }),
  register(1, { match: 'prefix' }),
  register(2, { match: 'prefix', invoke: 'first' }),
  register(1, {}, 'com..add'),
  register(1, {}, 'wamp.add'),
];

/** A claim of the procedure before a REGISTER. */
const claims = (session: SessionKey, options: Dict, held = 0): RegistrationEvent => {
  const { message, most } = register(session, { force_reregister: true, ...options });
  return { type: 'procedure.claimed', session, message, held, most };
};

const CLAIMS: readonly RegistrationEvent[] = [
  claims(STRANGER, {}),
  claims(STRANGER, { invoke: 'last', match: 'exact' }),
  claims(STRANGER, { invoke: 'foo' }),
  claims(STRANGER, { match: 'prefix' }),
  ...[1, STRANGER].flatMap((session) => [1, 2, 3, 4].map((held) => claims(session, {}, held))),
];

/** @param ids the registration ids that an UNREGISTER can name */
const leavesFor = (ids: readonly Id[]): readonly RegistrationEvent[] =>
  [...SESSIONS, STRANGER].flatMap((session) => [
    ...ids.map(
      (registration): RegistrationEvent => ({
        type: 'UNREGISTER',
        session,
        message: { type: 'UNREGISTER', request: 9, registration },
      }),
    ),
    { type: 'session.left', session },
  ]);

/** One random number for each of up to three members, where the policy draws. */
const drawsFor = (policy: Policy): readonly number[] => (policy === 'random' ? [0, 0.4, 0.99] : [0.4]);

/**
 * @param context of the registration: all sessions ask for its policy, and the first one for the other policies
 * @param seekers the calls that ask for a callee
 */
export const registrationEvents = (
  { registration, policy, members, nextOrder: fresh }: RegistrationContext,
  seekers: readonly Seeker[],
): readonly RegistrationEvent[] => [
  ...[
    ...REGISTERS,
    ...SESSIONS.slice(1).flatMap((session) =>
      [0, 2].map((held) => register(session, { invoke: policy }, PROCEDURE, held)),
    ),
  ].map((event) => ({ ...event, fresh })),
  ...CLAIMS,
  ...leavesFor([...new Set([registration, ...[...members].map((member) => member.registration)])]),
  ...seekers.flatMap((call) =>
    drawsFor(policy).map((draw): RegistrationEvent => ({ type: 'select', call, draw })),
  ),
];
