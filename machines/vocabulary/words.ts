/** Ids, policies, modes, roles and features, as WAMP spells them. */

/** The five invocation policies, in the order in which the text lists them. */
export const POLICIES = ['single', 'roundrobin', 'random', 'first', 'last'] as const;
export type Policy = (typeof POLICIES)[number];

/** The mode of a CANCEL. */
export const CANCEL_MODES = ['skip', 'kill', 'killnowait'] as const;
export type CancelMode = (typeof CANCEL_MODES)[number];

/** The roles of a client. */
export const CLIENT_ROLES = ['caller', 'callee', 'publisher', 'subscriber'] as const;

/** The feature a dealer announces for each part of the Advanced Profile that is specified here. */
export const DEALER_FEATURES = [
  'shared_registration',
  'call_reroute',
  'call_canceling',
  'call_timeout',
  'progressive_call_results',
  'registration_revocation',
] as const;

/** The reasons why a message is undeliverable: its payload is too large, cannot be expressed in the serialisation of the receiver, or exceeds its backlog. */
export const OBSTACLES = ['too-large', 'untellable', 'backlog'] as const;
export type Obstacle = (typeof OBSTACLES)[number];

/** The reason why a message was not delivered. */
export interface Undelivered {
  readonly obstacle: Obstacle;
  /** Of what is `untellable`: the value that has no form, in words such as `the float NaN`; undefined if unknown. */
  readonly what?: string | undefined;
}

/** The authentication method, and the role, of clients that are not asked for their identity. */
export const ANONYMOUS = 'anonymous';

/** An integer from 1 to 2^53, as WAMP numbers its sessions, registrations and requests. */
export type Id = number;
/** The dealer's own number of a session, from its connection on, so before it has a WAMP session id. */
export type SessionKey = number;
/** The dealer's own number of a call. */
export type CallKey = number;
export type Uri = string;
export type Dict = Readonly<Record<string, unknown>>;
export type List = readonly unknown[];
