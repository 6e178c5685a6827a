/** One oracle for each rule. */
import type { RuleId } from '../../../machines/rules.ts';
import { CALLS } from './calls.ts';
import { CANCELING } from './canceling.ts';
import { FEATURES } from './features.ts';
import type { Oracle } from './oracle.ts';
import { PROGRESS } from './progress.ts';
import { REGISTERING } from './registering.ts';
import { REROUTING } from './rerouting.ts';
import { SELECTING } from './selecting.ts';
import { SESSIONS } from './sessions.ts';
import { TIMEOUTS } from './timeouts.ts';

export const ORACLES: { readonly [R in RuleId]: Oracle } = {
  ...REGISTERING,
  ...SELECTING,
  ...REROUTING,
  ...FEATURES,
  ...SESSIONS,
  ...CALLS,
  ...CANCELING,
  ...TIMEOUTS,
  ...PROGRESS,
};
