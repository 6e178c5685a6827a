/** The specification: charts, rules, readings and the steps they are made of. */
export { callMachine } from './call.machine.ts';
export { select } from './core-rule.ts';
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
export { type Candidates, type MemberList, PlainList } from './member-list.ts';
export { READINGS, type Reading } from './readings/index.ts';
export { DEFAULT_READINGS, READING_IDS, READING_OPTIONS, type ReadingId, type Readings } from './readings.ts';
export { registrationMachine } from './registration.machine.ts';
export { type Authority, type Level, linkOf, RULES, type Rule, type RuleId } from './rules.ts';
export { sessionMachine } from './session.machine.ts';
export { type Cover, STATEMENT_AREAS, STATEMENTS, type Statement } from './statements/index.ts';
export * from './steps.ts';
export {
  COMMIT,
  linkTo,
  RECORDS,
  type RecordId,
  recordPath,
  TEXTS,
  type Text,
  type TextId,
} from './texts.ts';
export * from './vocabulary.ts';
