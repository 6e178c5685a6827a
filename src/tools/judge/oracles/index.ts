/** One oracle for each rule. */
import type { RuleId } from '../../../../machines/rules.ts';
import { AUTHENTICATION } from './authentication.ts';
import { CALLS } from './calls.ts';
import { CANCELING } from './canceling.ts';
import { DELIVERING } from './delivering.ts';
import { FEATURES } from './features.ts';
import { IDS } from './ids.ts';
import { LIMITS } from './limits.ts';
import { OPTIONS } from './options.ts';
import type { Oracle } from './oracle.ts';
import { ORDERING } from './ordering.ts';
import { PROGRESS } from './progress.ts';
import { REALMS } from './realms.ts';
import { REGISTERING } from './registering.ts';
import { REROUTING } from './rerouting.ts';
import { REVOKING } from './revoking.ts';
import { SELECTING } from './selecting.ts';
import { SESSIONS } from './sessions.ts';
import { TIMEOUTS } from './timeouts.ts';

/** The oracles by the file that they are in. */
export const ORACLE_FILES = {
  registering: REGISTERING,
  selecting: SELECTING,
  rerouting: REROUTING,
  features: FEATURES,
  authentication: AUTHENTICATION,
  sessions: SESSIONS,
  ids: IDS,
  calls: CALLS,
  ordering: ORDERING,
  realms: REALMS,
  canceling: CANCELING,
  timeouts: TIMEOUTS,
  progress: PROGRESS,
  options: OPTIONS,
  limits: LIMITS,
  revoking: REVOKING,
  delivering: DELIVERING,
};

export const ORACLES: { readonly [R in RuleId]: Oracle } = {
  ...ORACLE_FILES.registering,
  ...ORACLE_FILES.selecting,
  ...ORACLE_FILES.rerouting,
  ...ORACLE_FILES.features,
  ...ORACLE_FILES.authentication,
  ...ORACLE_FILES.sessions,
  ...ORACLE_FILES.ids,
  ...ORACLE_FILES.calls,
  ...ORACLE_FILES.ordering,
  ...ORACLE_FILES.realms,
  ...ORACLE_FILES.canceling,
  ...ORACLE_FILES.timeouts,
  ...ORACLE_FILES.progress,
  ...ORACLE_FILES.options,
  ...ORACLE_FILES.limits,
  ...ORACLE_FILES.revoking,
  ...ORACLE_FILES.delivering,
};
