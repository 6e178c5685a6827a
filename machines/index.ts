/** The specification: charts, rules, readings and the steps they are made of. */
export { callMachine } from './call.machine.ts';
export type { EdgeMeta } from './dialect.ts';
export { newCall, newRegistration, newSession } from './instances.ts';
export {
  LIMIT_IDS,
  LIMITS,
  type Limit,
  type LimitId,
  type Limits,
  type RequestLimitId,
  UNLIMITED,
} from './limits.ts';
export {
  DEFAULT_READINGS,
  READING_IDS,
  READING_OPTIONS,
  READINGS,
  type Reading,
  type ReadingId,
  type Readings,
} from './readings.ts';
export { registrationMachine } from './registration.machine.ts';
export { type Level, RULES, type Rule, type RuleId, SOURCES } from './rules.ts';
export { select } from './selection.ts';
export { sessionMachine } from './session.machine.ts';
export { Sorted } from './sorted.ts';
export * from './steps.ts';
export * from './vocabulary.ts';
