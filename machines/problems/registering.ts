/** Problems of REGISTER and UNREGISTER. */
import type { ProblemRow } from './problem.ts';

export const REGISTERING = {
  'procedure-invalid': {
    family: 'reply',
    uri: 'wamp.error.invalid_uri',
    rules: ['BP-10'],
    facts: { procedure: 'text' },
  },
  'procedure-reserved': {
    family: 'reply',
    uri: 'wamp.error.invalid_uri',
    rules: ['BP-11'],
    facts: { procedure: 'text' },
  },
  'invoke-unknown': {
    family: 'reply',
    uri: 'wamp.error.invalid_argument',
    rules: ['SR-14'],
    readings: ['unknownPolicy'],
    facts: { invoke: 'value' },
  },
  'invoke-not-allowed': {
    family: 'reply',
    uri: 'wamp.error.option_not_allowed',
    rules: ['SR-14'],
    readings: ['unknownPolicy'],
    facts: { invoke: 'value' },
  },
  'invoke-violation': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['SR-14'],
    readings: ['unknownPolicy'],
    facts: { invoke: 'value' },
  },
  'match-unsupported': {
    family: 'reply',
    uri: 'wamp.error.feature_not_supported',
    rules: ['BP-23'],
    readings: ['unknownMatch'],
    facts: { match: 'value' },
  },
  'match-not-allowed': {
    family: 'reply',
    uri: 'wamp.error.option_not_allowed',
    rules: ['BP-23'],
    readings: ['unknownMatch'],
    facts: { match: 'value' },
  },
  'policy-conflict': {
    family: 'reply',
    uri: 'wamp.error.procedure_already_exists',
    rules: ['SR-3', 'SR-4'],
    readings: ['conflictUri'],
    facts: { procedure: 'text', existing: 'policy', requested: 'policy' },
  },
  'policy-differs': {
    family: 'reply',
    uri: 'wamp.error.procedure_exists_with_different_invocation_policy',
    rules: ['SR-3', 'SR-4'],
    readings: ['conflictUri'],
    facts: { procedure: 'text', existing: 'policy', requested: 'policy' },
  },
  'registered-already': {
    family: 'reply',
    uri: 'wamp.error.procedure_already_exists',
    rules: [],
    readings: ['sameSession'],
    facts: { procedure: 'text' },
  },
  'registration-unknown': {
    family: 'reply',
    uri: 'wamp.error.no_such_registration',
    rules: ['BP-12'],
    facts: { registration: 'id' },
  },
} as const satisfies Record<string, ProblemRow>;
