/** Problems of sessions: how they begin, what breaks the protocol, and what belongs to no dealer. */
import type { ProblemRow } from './problem.ts';

export const SESSIONS = {
  // --- any message ---
  'message-malformed': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['BP-5'],
    facts: { expected: 'text', came: 'text' },
  },

  // --- joining ---
  'hello-expected': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['BP-1'],
    facts: { came: 'text' },
  },
  'hello-late': { family: 'abort', uri: 'wamp.error.protocol_violation', rules: ['BP-1'], facts: {} },
  'hello-repeated': { family: 'abort', uri: 'wamp.error.protocol_violation', rules: ['BP-4'], facts: {} },
  'router-closing': { family: 'abort', uri: 'wamp.close.system_shutdown', rules: ['BP-8'], facts: {} },
  'realm-invalid': {
    family: 'abort',
    uri: 'wamp.error.invalid_uri',
    rules: ['BP-10'],
    facts: { realm: 'text' },
  },
  'realm-unknown': {
    family: 'abort',
    uri: 'wamp.error.no_such_realm',
    rules: ['BP-9'],
    facts: { realm: 'text' },
  },
  'roles-missing': { family: 'abort', uri: 'wamp.error.protocol_violation', rules: ['BP-2'], facts: {} },
  'method-unmatched': {
    family: 'abort',
    uri: 'wamp.error.no_matching_auth_method',
    rules: ['AU-1'],
    facts: { methods: 'value', known: 'value' },
  },
  'method-missing': {
    family: 'abort',
    uri: 'wamp.error.authentication_required',
    rules: ['AU-6'],
    facts: { known: 'value' },
  },
  'welcome-expected': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['AU-7'],
    facts: { came: 'text' },
  },
  'authenticate-unasked': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['AU-7'],
    facts: {},
  },
  'authentication-denied': {
    family: 'abort',
    uri: 'wamp.error.authentication_denied',
    rules: ['AU-5'],
    facts: {},
  },
  'authentication-failed': {
    family: 'abort',
    uri: 'wamp.error.authentication_failed',
    rules: ['AU-5'],
    facts: {},
  },
  'authentication-late': {
    family: 'abort',
    uri: 'wamp.error.authentication_failed',
    rules: ['AU-8'],
    facts: {},
  },

  // --- requests and answers that break the protocol ---
  'passthru-unannounced': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['FA-5'],
    facts: { scheme: 'value' },
  },
  'progress-unannounced': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['FA-6'],
    facts: {},
  },
  'request-in-flight': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['BP-20'],
    facts: { request: 'id' },
  },
  'request-not-next': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['BP-24'],
    readings: ['requestIds'],
    facts: { request: 'id', expected: 'id' },
  },
  'role-unannounced': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['BP-28'],
    readings: ['roles'],
    facts: { request: 'text', role: 'text' },
  },
  'mode-unknown': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['CC-5'],
    readings: ['cancelUnknown'],
    facts: { mode: 'value' },
  },
  'answer-unasked': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['BP-18'],
    facts: { answer: 'text', request: 'id', last: 'id' },
  },
  'error-uri-invalid': {
    family: 'abort',
    uri: 'wamp.error.invalid_uri',
    rules: ['BP-10'],
    readings: ['badUri'],
    facts: { error: 'text' },
  },
  'answer-late': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['BP-17'],
    readings: ['late'],
    facts: { answer: 'text', request: 'id' },
  },
  'progress-unasked': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['PR-4'],
    readings: ['unaskedProgress'],
    facts: { request: 'id' },
  },
  'error-misplaced': {
    family: 'abort',
    uri: 'wamp.error.protocol_violation',
    rules: ['BP-19'],
    facts: { of: 'text' },
  },

  // --- publishing and subscribing ---
  'broker-missing': {
    family: 'reply',
    uri: 'wamp.error.feature_not_supported',
    rules: ['BP-21'],
    facts: { request: 'text' },
  },

  // --- roles and permissions ---
  unauthorized: {
    family: 'reply',
    uri: 'wamp.error.not_authorized',
    rules: ['AZ-1'],
    facts: { request: 'text', procedure: 'text' },
  },
  'role-missing': {
    family: 'reply',
    uri: 'wamp.error.not_authorized',
    rules: ['BP-28'],
    readings: ['roles'],
    facts: { request: 'text', role: 'text' },
  },
} as const satisfies Record<string, ProblemRow>;
