/** Participants of a small world by their kind, with the features that each announces. */
import { CODES } from '../../../machines/messages.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import { REALM } from '../scenario/systems/system.ts';
import type { Bounds } from './bounds.ts';

/** Kind of a participant; a plain callee announces no feature. */
export type ParticipantKind = 'callee' | 'plain' | 'caller';

/** Kinds of the participants at the beginning. */
export const participantsIn = ({ callees, plain = 0 }: Bounds): ParticipantKind[] => [
  ...Array.from(
    { length: callees },
    (_, index) => (index < callees - plain ? 'callee' : 'plain') as ParticipantKind,
  ),
  'caller',
];

/** The role of a participant. */
export const roleOf = (kind: ParticipantKind): 'callee' | 'caller' =>
  kind === 'caller' ? 'caller' : 'callee';

/** The features that a participant announces. */
export function featuresOf(kind: ParticipantKind, { progress }: Bounds): readonly string[] {
  if (kind !== 'callee') return [];
  const features = ['call_canceling', 'call_reroute', 'shared_registration'];
  return progress ? [...features, 'progressive_call_results'] : features;
}

/** The HELLO of a participant. */
export function helloOf(kind: ParticipantKind, bounds: Bounds): WireMessage {
  const features = featuresOf(kind, bounds).map((feature) => [feature, true]);
  const role = features.length === 0 ? {} : { features: Object.fromEntries(features) };
  return [CODES.HELLO, REALM, { roles: { [roleOf(kind)]: role } }];
}
