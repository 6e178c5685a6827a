/** Needs of a scenario: what a router must have, and what it must not have, for its messages to mean what they say. */
import type { Feature } from '../../../machines/rules.ts';
import { UNAVAILABLE } from '../../../machines/vocabulary.ts';
import { fieldOf, valueIn } from './fields.ts';
import type { Log, Scenario, Sent } from './scenario.ts';
import { REALM } from './systems/system.ts';
import { entryOf } from './words.ts';

/** Roles and features that this router does not have, and other routers may. */
export const EXCLUDED = [
  'broker',
  'pattern_based_registration',
  'payload_passthru_mode',
  'progressive_call_invocations',
] as const;
export type Excluded = (typeof EXCLUDED)[number];

/**
 * Features of the router without which the messages of the scenario have another effect.
 *
 * @param logs those that count; all of the scenario if omitted
 */
export function featuresNeeded(scenario: Scenario, logs: readonly Log[] = scenario.logs): Feature[] {
  const sent = sentIn(scenario.steps);
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

/** True if a client names a realm that the router is not to have. */
export const namesOtherRealm = ({ steps }: Pick<Scenario, 'steps'>): boolean =>
  sentIn(steps).some((message) => {
    const realm = message.type === 'HELLO' ? valueIn(message, 'realm') : REALM;
    return typeof realm === 'string' && realm !== REALM;
  });

/** True if a client says who it is, or is to be told: its identity must not be another one. */
export const namesIdentity = ({ steps, logs }: Pick<Scenario, 'steps' | 'logs'>): boolean =>
  [...sentIn(steps), ...logs.flatMap(({ lines }) => lines.flatMap(({ expected }) => expected))].some(
    (message) =>
      'type' in message &&
      (message.type === 'HELLO' || message.type === 'WELCOME') &&
      ['authid', 'authmethod', 'authmethods'].some(
        (key) => entryOf(valueIn(message, 'details'), key) !== undefined,
      ),
  );

// --- internal ---

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
