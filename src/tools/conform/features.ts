/** Features that a router has, found by using them: announcements are no guide, since some routers announce less than they do. */
import { AT } from '../../../machines/layouts.ts';
import { CODES } from '../../../machines/messages.ts';
import { ANNOUNCING_RULES } from '../../../machines/rules/features.ts';
import type { Feature } from '../../../machines/rules.ts';
import type { Dict } from '../../../machines/vocabulary.ts';
import { excludedBy, namesIdentity } from '../scenario/needs.ts';
import { REALM } from '../scenario/systems/system.ts';
import { entryOf } from '../scenario/words.ts';
import type { Case } from './case.ts';
import { isRefused, type Observation } from './observation.ts';
import { groupBy } from './report/finding.ts';
import type { FeatureSeen } from './result.ts';
import { canBeLed } from './rotation.ts';
import { type Judged, notPlayed } from './verdict.ts';

/** The message that shows a feature: of this type, for this client, in this step of a case. */
interface Probe {
  readonly feature: Feature;
  readonly case: string;
  readonly step: number;
  readonly session: string;
  readonly type: keyof typeof CODES;
  /** True for a RESULT that must be progressive. */
  readonly isProgress?: true;
}

/**
 * Probes for each feature that needs no permission; one of them is enough. That a second callee may register shows no
 * sharing: some routers take every REGISTER, and give all calls to the first callee.
 */
export const PROBES: readonly Probe[] = [
  {
    feature: 'shared_registration',
    case: 'sr-13-last-is-the-youngest',
    step: 7,
    session: 'bob',
    type: 'INVOCATION',
  },
  ...[6, 7].map(
    (step): Probe => ({
      feature: 'shared_registration',
      case: 'sr-10-roundrobin-goes-around',
      step,
      session: 'bob',
      type: 'INVOCATION',
    }),
  ),
  { feature: 'call_reroute', case: 'cr-05-first-goes-forward', step: 9, session: 'bob', type: 'INVOCATION' },
  {
    feature: 'call_canceling',
    case: 'cc-02-killnowait-stops-the-callee',
    step: 5,
    session: 'carol',
    type: 'ERROR',
  },
  { feature: 'call_timeout', case: 'ct-02-timeout-interrupts', step: 8, session: 'carol', type: 'ERROR' },
  {
    feature: 'progressive_call_results',
    case: 'pr-02-progress-goes-on-at-once',
    step: 5,
    session: 'carol',
    type: 'RESULT',
    // Some routers forward the first progressive result as the final one.
    isProgress: true,
  },
];

/** Cases that show features. */
export const PROBE_CASES: ReadonlySet<string> = new Set(PROBES.map((probe) => probe.case));

/** The case that shows whether `roundrobin` begins with alice, who registered first: the INVOCATION of its first call. */
export const ROTATION = { case: 'sr-10-roundrobin-goes-around', step: 6, first: 'alice' } as const;

/** True if a played case shows that `roundrobin` begins with another callee than the first. */
export const beginsElsewhere = ({ received }: Observation): boolean => {
  const [first] = (received[ROTATION.step - 1] ?? []).flatMap((one) =>
    'message' in one && one.message[0] === CODES.INVOCATION ? [one.session] : [],
  );
  return first !== undefined && first !== ROTATION.first;
};

/**
 * The features that are known to be there or to be missing.
 *
 * @param observationOf the last play of a case; undefined if it was not played
 */
export function featuresSeen(
  welcome: Dict,
  observationOf: (id: string) => Observation | undefined,
): FeatureSeen[] {
  const announced = announcedIn(welcome);
  return groupBy(PROBES, ({ feature }) => feature).flatMap(([feature, probes]) => {
    const told = probes.map((probe) => tellOf(probe, observationOf(probe.case)));
    const works = told.includes(true);
    return works || !told.includes(undefined)
      ? [{ feature, isAnnounced: announced.has(feature), works }]
      : [];
  });
}

/** What is known of a router before its cases are judged. */
export interface RouterSeen {
  /** Details of its WELCOME. */
  readonly welcome: Dict;
  /** True if the suite's clients join without authentication. */
  readonly isAnonymous: boolean;
  /** True if its `roundrobin` begins elsewhere than with the first callee. */
  readonly isPriming: boolean;
}

/** The verdict on a case that its messages do not decide; undefined if they do. */
export function verdictWithoutPlay(
  one: Case,
  features: readonly FeatureSeen[],
  { welcome, isAnonymous, isPriming }: RouterSeen,
): Judged | undefined {
  if (one.id === ANNOUNCEMENT) return judgeAnnouncement(features);
  const has = new Set([...announcedIn(welcome), ...rolesIn(welcome)]);
  const excess = excludedBy(one.scenario).find((each) => has.has(each));
  if (excess !== undefined) return notPlayed(`It is about a router without ${excess}, and this one has it.`);
  if (!isAnonymous && namesIdentity(one.scenario))
    return notPlayed('It is about clients without authentication.');
  if (isPriming && !canBeLed(one.scenario))
    return notPlayed(
      'It takes `roundrobin` to begin with the callee that registered first, which no text says.',
    );
  const lacking = features.filter(({ feature, works }) => !works && one.features.includes(feature));
  const missing = lacking.find(({ isAnnounced }) => !isAnnounced);
  if (missing !== undefined)
    return { verdict: 'not announced', says: [`The router neither announces nor has ${missing.feature}.`] };
  const [broken] = lacking;
  const probe = PROBES.find(({ feature }) => feature === broken?.feature);
  if (broken === undefined || PROBES.some((each) => each.case === one.id)) return undefined;
  return notPlayed(`The router announces ${broken.feature}, which does not work: see ${probe?.case}.`);
}

/** True if the router has welcomed a client to a realm that it should not know. */
export const makesRealms = ({ sent, received }: Observation): boolean =>
  sent.some((sending, index) => {
    const [code, realm] = Array.isArray(sending?.wire) ? sending.wire : [];
    const isWelcomed = (received[index] ?? []).some(
      (one) => 'message' in one && one.message[0] === CODES.WELCOME,
    );
    return code === CODES.HELLO && realm !== REALM && isWelcomed;
  });

// --- internal ---

/** The features of dealers that a WELCOME announces. */
function announcedIn(welcome: Dict): ReadonlySet<string> {
  const features = entryOf(entryOf(entryOf(welcome, 'roles'), 'dealer'), 'features');
  if (typeof features !== 'object' || features === null) return new Set();
  return new Set(
    Object.entries(features).flatMap(([feature, isThere]) => (isThere === true ? [feature] : [])),
  );
}

/** True if a play shows the feature, whatever else it shows; undefined if it says nothing of it. */
function tellOf(
  { step, session, type, isProgress }: Probe,
  seen: Observation | undefined,
): boolean | undefined {
  if (seen === undefined) return undefined;
  const isShown = (seen.received[step - 1] ?? []).some(
    (one) =>
      'message' in one &&
      one.session === session &&
      one.message[0] === CODES[type] &&
      (isProgress !== true || entryOf(one.message[AT.RESULT.details], 'progress') === true),
  );
  const isLate = seen.lateAt !== undefined && seen.lateAt <= step;
  return !isShown && (isLate || isRefused(seen)) ? undefined : isShown;
}

/** The roles that a WELCOME announces. */
const rolesIn = (welcome: Dict): readonly string[] => Object.keys(entryOf(welcome, 'roles') ?? {});

/** The case about the announcement of features, which the features that work decide. */
const ANNOUNCEMENT = 'fa-01-dealer-announces';

/** Judges the announcement: what works is announced. */
function judgeAnnouncement(features: readonly FeatureSeen[]): Judged {
  const untold = features
    .filter(({ isAnnounced, works }) => works && !isAnnounced)
    .map(({ feature }) => feature);
  const [first] = untold;
  if (first === undefined) return { verdict: 'pass', says: [] };
  const says = untold.map(
    (feature) => `Expected ${feature} in WELCOME, since the router has it, but it is not announced.`,
  );
  return { verdict: 'fail', says, rule: ANNOUNCING_RULES[first] };
}
