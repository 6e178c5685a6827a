/** Problems of calls, up to what cannot be delivered. */
import type { ProblemRow } from './problem.ts';

export const CALLING = {
  // --- calling ---
  'procedure-unknown': {
    family: 'reply',
    uri: 'wamp.error.no_such_procedure',
    rules: ['BP-13'],
    readings: ['nobody'],
    facts: { procedure: 'text' },
  },
  'timeout-invalid': {
    family: 'reply',
    uri: 'wamp.error.invalid_argument',
    rules: ['CT-3'],
    facts: { timeout: 'value' },
  },
  'limit-exceeded': {
    family: 'reply',
    uri: 'dealerchart.error.limit_exceeded',
    rules: ['LM-1', 'LM-2', 'LM-3'],
    facts: { limit: 'limit', most: 'number' },
  },
  'callees-exhausted': {
    family: 'reply',
    uri: 'wamp.error.no_available_callee',
    rules: ['CR-8'],
    readings: ['order'],
    facts: { procedure: 'text', tries: 'number' },
  },
  'reroute-capped': {
    family: 'reply',
    uri: 'wamp.error.no_available_callee',
    rules: ['CR-8'],
    facts: { procedure: 'text', tries: 'number' },
  },
  'call-refused': {
    family: 'reply',
    uri: 'wamp.error.no_available_callee',
    rules: ['CR-1'],
    readings: ['refusedLate', 'afterKill'],
    facts: { procedure: 'text' },
  },
  'callee-left': {
    family: 'reply',
    uri: 'wamp.error.canceled',
    rules: ['BP-15'],
    readings: ['goneUri'],
    facts: { procedure: 'text' },
  },
  'callee-left-by-letter': {
    family: 'reply',
    uri: 'wamp.error.cancelled',
    rules: ['BP-15'],
    readings: ['goneUri'],
    facts: { procedure: 'text' },
  },
  'callee-withdrawn': {
    family: 'reply',
    uri: 'wamp.error.canceled',
    rules: ['BP-22'],
    readings: ['withdrawn'],
    facts: { procedure: 'text' },
  },
  'call-canceled': {
    family: 'reply',
    uri: 'wamp.error.canceled',
    rules: ['CC-1', 'CC-2', 'CC-6'],
    readings: ['refusedLate'],
    facts: { procedure: 'text' },
  },
  'mode-invalid': {
    family: 'reply',
    uri: 'wamp.error.invalid_argument',
    rules: ['CC-5'],
    readings: ['cancelUnknown'],
    facts: { mode: 'value' },
  },
  'call-timed-out': {
    family: 'reply',
    uri: 'wamp.error.timeout',
    rules: ['CT-2'],
    facts: { procedure: 'text', timeout: 'number' },
  },

  // --- an INVOCATION that its callee cannot be sent ---
  'invocation-too-large': {
    family: 'reply',
    uri: 'wamp.error.payload_size_exceeded',
    rules: ['UD-1'],
    facts: { procedure: 'text', what: 'words' },
  },
  'invocation-untellable': {
    family: 'reply',
    uri: 'wamp.error.invalid_payload',
    rules: ['UD-1'],
    facts: { procedure: 'text', what: 'words' },
  },
  'invocation-backlog': {
    family: 'reply',
    uri: 'wamp.error.network_failure',
    rules: ['UD-1'],
    facts: { procedure: 'text', what: 'words' },
  },

  // --- a RESULT or ERROR that its caller cannot be sent ---
  'answer-too-large': {
    family: 'reply',
    uri: 'wamp.error.payload_size_exceeded',
    rules: ['UD-2'],
    facts: { what: 'words' },
  },
  'answer-untellable': {
    family: 'reply',
    uri: 'wamp.error.invalid_payload',
    rules: ['UD-2'],
    facts: { what: 'words' },
  },
  'answer-backlog': {
    family: 'reply',
    uri: 'wamp.error.network_failure',
    rules: ['UD-2'],
    facts: { what: 'words' },
  },
} as const satisfies Record<string, ProblemRow>;
