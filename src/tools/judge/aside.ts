/**
 * Calls that use a feature which the router announces and which no rule is about. They are set aside: their
 * outcome is not judged, but they affect other calls as any call does.
 */
import {
  type Call,
  featuresOf,
  isAgreed,
  isOffered,
  type Lists,
  type Reply,
  type Session,
  wordIn,
} from './facts.ts';
import type { Message } from './messages.ts';
import { REVOCATION } from './revocation.ts';

/** The feature for which a new call is set aside, if it is. */
export function featureBeyond({ caller, message, standing }: Call): string | undefined {
  const { options, uri } = message;
  if (options.progress === true) return PARTS;
  if (wordIn(options, 'ppt_scheme') !== undefined) return PASSTHRU;
  const isSharded = options.rkey !== undefined || options.runmode !== undefined;
  if (isSharded && isOffered(caller, SHARDS)) return SHARDS;
  const metaApi = standing === undefined && uri.startsWith('wamp.') ? metaApiOf(caller) : undefined;
  return metaApi ?? doubtOf({ standing });
}

/** The feature for which a call is set aside since its caller lacks it, and the callee has used it. */
export const featureBeyondOf = ({ message, tried, ...lists }: Reply): string | undefined =>
  doubtOf(lists) ??
  (tried.call !== undefined &&
  message.name === 'YIELD' &&
  wordIn(message.options, 'ppt_scheme') !== undefined &&
  !isAgreed(tried.call.caller, 'dealer', 'caller', PASSTHRU)
    ? PASSTHRU
    : undefined);

/** The feature for which a call is set aside since the callees of its procedure are not known for certain. */
export const doubtOf = ({ standing }: Pick<Lists, 'standing'>): string | undefined =>
  standing?.isDoubtful ? REVOCATION : undefined;

/** True if a CALL is a further part of an earlier call, which may be over. */
export const isPart = ({ calls }: Session, { name, request }: Message): boolean =>
  name === 'CALL' && (calls.get(request) ?? []).some(({ aside }) => aside === PARTS);

/** True if an INVOCATION forwards a further part of a call. */
export const isPartOfInvocation = ({ tries }: Session, { request }: Message): boolean =>
  tries.get(request)?.call?.aside === PARTS;

// --- internal ---

const PARTS = 'progressive_call_invocations';
const PASSTHRU = 'payload_passthru_mode';
const SHARDS = 'sharded_registration';

/** A feature by which the router has procedures of its own. */
const metaApiOf = ({ welcome }: Session): string | undefined =>
  Object.entries(featuresOf(welcome, 'dealer')).find(
    ([feature, isThere]) => feature.endsWith('_meta_api') && isThere === true,
  )?.[0];
