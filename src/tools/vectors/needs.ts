/** Needs of a vector: keys that a runner must know, features of the router, and a test bench. */
import type { Feature } from '../../../machines/rules.ts';
import { UNAVAILABLE } from '../../../machines/vocabulary.ts';
import { fieldOf, valueIn } from '../scenario/fields.ts';
import type { Action, Scenario, Sent } from '../scenario/scenario.ts';
import { REALM } from '../scenario/systems/system.ts';
import { entryOf } from '../scenario/words.ts';
import { type Bench, EXCLUDED, type Excluded, type Vector } from './vector.ts';

/**
 * Keys, values and events of this project in the sequence that a runner must support, or it would misjudge a router.
 */
export function requirementsOf(vector: Vector): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string' && /^\w+\|(id|session)$/.test(value)) found.add(value.replace(/^\w+/, ''));
    if (typeof value !== 'object' || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      if (/^\$(any|open|absent|literal)$/.test(key) || KEYS.includes(key)) found.add(key);
      if (key === 'type' && /^x_/.test(`${item}`)) found.add(`${item}`);
      visit(item);
    }
  };
  visit(vector.sequence.filter(({ x_implied }) => !x_implied));
  for (const key of ['x_draws', 'x_limits', 'x_methods', 'x_when'] as const)
    if (vector[key] !== undefined) found.add(key);
  return [...found].sort();
}

/** Features of the router without which the messages of the scenario have another effect. */
export function featuresNeeded({ steps, logs }: Scenario): Feature[] {
  const sent = sentIn(steps);
  const expected = logs.flatMap(({ lines }) => lines.flatMap((line) => line.expected));
  return Object.entries(USES)
    .filter(
      ([feature, { isSent, isExpected }]) =>
        sent.some(isSent) ||
        expected.some(
          (each) => each.kind === 'message' && (isExpected?.(each) || isAnnounced(each, feature)),
        ),
    )
    .map(([feature]) => feature as Feature);
}

/** Roles and features of the router with which the messages of the scenario have another effect. */
export const excludedBy = ({ steps }: Scenario): Excluded[] =>
  EXCLUDED.filter((each) => sentIn(steps).some(OTHER_USES[each]));

/** Means of a test bench that the scenario needs, in alphabetical order. */
export function benchOf({ steps, draws, limits, methods }: Scenario): Bench[] {
  const needs = new Set<Bench>();
  if (draws.length > 0) needs.add('draws');
  if (Object.keys(limits).length > 0) needs.add('limits');
  if (methods !== undefined) needs.add('authentication');
  for (const { action } of steps) {
    if (action.does === 'obstruct') needs.add('obstruction');
    if (action.does === 'shutDown') needs.add('shutdown');
    if (isForOtherRealm(action)) needs.add('realms');
  }
  return [...needs].sort();
}

// --- internal ---

const KEYS = ['x_alternatives', 'x_among', 'x_missed', 'x_unordered', 'x_optional', 'x_soft', 'x_more'];

interface Use {
  readonly isSent: (message: Sent) => boolean;
  readonly isExpected?: (message: Sent) => boolean;
}

const sentIn = (steps: Scenario['steps']): Sent[] =>
  steps.flatMap(({ action }) => (action.does === 'send' ? [action.message] : []));

/** True for a WELCOME with the feature. */
const isAnnounced = ({ type, fields }: Sent, feature: string): boolean =>
  type === 'WELCOME' && fields.some(({ text }) => text.includes(`"${feature}": true`));

const optionOf = (message: Sent, key: string): unknown =>
  fieldOf(message, 'options') && entryOf(valueIn(message, 'options'), key);

const USES: Readonly<Record<Feature, Use>> = {
  shared_registration: {
    isSent: (message) =>
      message.type === 'REGISTER' && !['', 'single'].includes(`${optionOf(message, 'invoke') ?? ''}`),
  },
  call_reroute: {
    isSent: (message) => message.type === 'ERROR' && valueIn(message, 'error') === UNAVAILABLE,
  },
  call_canceling: {
    isSent: ({ type }) => type === 'CANCEL',
    isExpected: ({ type }) => type === 'INTERRUPT',
  },
  call_timeout: {
    isSent: (message) => message.type === 'CALL' && (optionOf(message, 'timeout') ?? 0) !== 0,
  },
  progressive_call_results: {
    isSent: (message) =>
      optionOf(message, 'receive_progress') === true ||
      (message.type === 'YIELD' && optionOf(message, 'progress') === true),
  },
  registration_revocation: {
    isSent: (message) => message.type === 'REGISTER' && optionOf(message, 'force_reregister') === true,
  },
};

const OTHER_USES: Readonly<Record<Excluded, (message: Sent) => boolean>> = {
  broker: ({ type }) => type.endsWith('SUBSCRIBE') || type === 'PUBLISH',
  pattern_based_registration: (message) =>
    message.type === 'REGISTER' && !['', 'exact'].includes(`${optionOf(message, 'match') ?? ''}`),
  payload_passthru_mode: (message) => optionOf(message, 'ppt_scheme') !== undefined,
  progressive_call_invocations: (message) =>
    message.type === 'CALL' && optionOf(message, 'progress') === true,
};

/** True for a HELLO to a realm that the router is not to have. */
function isForOtherRealm(action: Action): boolean {
  if (action.does !== 'send' || action.message.type !== 'HELLO') return false;
  const realm = valueIn(action.message, 'realm');
  return typeof realm === 'string' && realm !== REALM;
}
