/** The sessions of a small world by the kind that they play, and what each announces. */
import { CODES } from '../../../machines/messages.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import { REALM } from '../scenario/systems/system.ts';
import type { Bounds } from './bounds.ts';

/** What a session is there for; a plain callee announces no feature. */
export type ParticipantKind = 'callee' | 'plain' | 'caller';

/** Who is there at the beginning. */
export const participantsIn = ({ callees, plain = 0 }: Bounds): ParticipantKind[] => [
  ...Array.from(
    { length: callees },
    (_, index) => (index < callees - plain ? 'callee' : 'plain') as ParticipantKind,
  ),
  'caller',
];

/** The role that a session of that kind has. */
export const roleOf = (kind: ParticipantKind): 'callee' | 'caller' =>
  kind === 'caller' ? 'caller' : 'callee';

/** What a session of that kind announces. */
export function featuresOf(kind: ParticipantKind, { progress }: Bounds): readonly string[] {
  if (kind !== 'callee') return [];
  const features = ['call_canceling', 'call_reroute', 'shared_registration'];
  return progress ? [...features, 'progressive_call_results'] : features;
}

/** The HELLO of a session of that kind. */
export function helloOf(kind: ParticipantKind, bounds: Bounds): WireMessage {
  const features = featuresOf(kind, bounds).map((feature) => [feature, true]);
  const role = features.length === 0 ? {} : { features: Object.fromEntries(features) };
  return [CODES.HELLO, REALM, { roles: { [roleOf(kind)]: role } }];
}
