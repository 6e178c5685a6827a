/** Types of an exported vector, as far as a runner needs them: written from docs/vectors.md alone. */

export interface Vector {
  readonly x_version: number;
  readonly x_form: string;
  readonly x_case: string;
  readonly x_realm: string;
  readonly x_prefix: string;
  readonly x_requires: readonly string[];
  readonly x_announced: readonly string[];
  readonly x_unannounced: readonly string[];
  readonly x_bench: readonly string[];
  readonly x_when?: Conditions;
  readonly sequence: readonly Entry[];
  readonly x_variants?: readonly { readonly when: Conditions; readonly outcome: readonly Outcome[] }[];
}

/** Accepted options of each reading. */
export type Conditions = Readonly<Record<string, readonly string[]>>;

export interface Outcome {
  readonly after: number;
  readonly messages: readonly Receipt[];
}

export interface Receipt {
  readonly to: string;
  readonly message: Message;
  readonly x_alternatives?: readonly Message[];
  readonly x_among?: readonly string[];
  readonly x_unordered?: true;
  readonly x_optional?: true;
  readonly x_implied?: true;
}

export interface Entry extends Receipt {
  readonly step: number;
  readonly from: string;
  readonly timing?: { readonly delay_ms: number };
  readonly x_action?: 'join' | 'leave';
}

export interface Message {
  readonly type: string;
  readonly x_soft?: Readonly<Record<string, string>>;
  readonly [attribute: string]: unknown;
}

/** Type codes, and attributes in the order of the fields on the wire. */
const ATTRIBUTES: Readonly<Record<string, readonly [code: number, ...attributes: string[]]>> = {
  HELLO: [1, 'realm', 'details'],
  WELCOME: [2, 'session_id', 'details'],
  ABORT: [3, 'details', 'reason', 'args', 'kwargs'],
  CHALLENGE: [4, 'method', 'extra'],
  AUTHENTICATE: [5, 'signature', 'extra'],
  GOODBYE: [6, 'details', 'reason'],
  ERROR: [8, 'request_type', 'request_id', 'details', 'error', 'args', 'kwargs'],
  PUBLISH: [16, 'request_id', 'options', 'topic', 'args', 'kwargs'],
  SUBSCRIBE: [32, 'request_id', 'options', 'topic'],
  UNSUBSCRIBE: [34, 'request_id', 'subscription_id'],
  CALL: [48, 'request_id', 'options', 'procedure', 'args', 'kwargs'],
  CANCEL: [49, 'request_id', 'options'],
  RESULT: [50, 'request_id', 'details', 'args', 'kwargs'],
  REGISTER: [64, 'request_id', 'options', 'procedure'],
  REGISTERED: [65, 'request_id', 'registration_id'],
  UNREGISTER: [66, 'request_id', 'registration_id'],
  UNREGISTERED: [67, 'request_id', 'details'],
  INVOCATION: [68, 'request_id', 'registration_id', 'details', 'args', 'kwargs'],
  INTERRUPT: [69, 'request_id', 'options'],
  YIELD: [70, 'request_id', 'options', 'args', 'kwargs'],
};

/** Messages whose request id the client chooses. */
export const REQUESTS = ['PUBLISH', 'SUBSCRIBE', 'UNSUBSCRIBE', 'CALL', 'REGISTER', 'UNREGISTER'];

/** What a runner of this version knows. */
export const KNOWN = new Set(
  `|id |session $any $open $absent $literal x_alternatives x_among x_unordered x_optional x_soft x_more x_when
  x_connect x_raw x_lost x_time x_closed`.split(/\s+/),
);

/** The fields of a message in their order, with values as in the vector. */
export function fieldsOf(message: Message): unknown[] {
  const [code, ...attributes] = layoutOf(message.type);
  const details = message.roles === undefined ? message : { ...message, details: { roles: message.roles } };
  const fields = attributes.map((attribute) => (details as Message)[attribute]);
  while (fields.length > 0 && fields.at(-1) === undefined) fields.pop();
  return [code, ...fields, ...((message.x_more as unknown[] | undefined) ?? [])];
}

/** Attributes of a message from the wire; undefined if it is none. */
export function attributesOf(type: string, wire: readonly unknown[]): Readonly<Record<string, unknown>> {
  const [, ...attributes] = layoutOf(type);
  return Object.fromEntries(attributes.map((attribute, index) => [attribute, wire[index + 1]]));
}

export const codeOf = (type: string): number => layoutOf(type)[0];

/** Moves a vector to another realm and prefix. */
export function movedTo(vector: Vector, realm: string, prefix: string): Vector {
  const { x_realm, x_prefix } = vector;
  const move = (value: unknown): unknown => {
    if (typeof value === 'string') {
      if (value === x_realm) return realm;
      const isBelow = value === x_prefix || value.startsWith(`${x_prefix}.`);
      return isBelow ? prefix + value.slice(x_prefix.length) : value;
    }
    if (Array.isArray(value)) return value.map(move);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, move(item)]));
  };
  return move(vector) as Vector;
}

// --- internal ---

function layoutOf(type: string): readonly [number, ...string[]] {
  const layout = ATTRIBUTES[type];
  if (layout === undefined) throw new Error(`Expected a message of WAMP, but ${type} came.`);
  return layout;
}
