/** The sessions of a small world by the part that they play, and what each announces. */
import { CODES } from '../../../machines/messages.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import { REALM } from '../scenario/subject/subject.ts';
import type { Bounds } from './bounds.ts';

/** What a session is there for; a plain callee announces no feature. */
export type Part = 'callee' | 'plain' | 'caller';

/** Who is there at the beginning. */
export const partsIn = ({ callees, plain = 0 }: Bounds): Part[] => [
  ...Array.from({ length: callees }, (_, index) => (index < callees - plain ? 'callee' : 'plain') as Part),
  'caller',
];

/** The role that a session of that part has. */
export const roleOf = (part: Part): 'callee' | 'caller' => (part === 'caller' ? 'caller' : 'callee');

/** What a session of that part announces. */
export function featuresOf(part: Part, { progress }: Bounds): readonly string[] {
  if (part !== 'callee') return [];
  const features = ['call_canceling', 'call_reroute', 'shared_registration'];
  return progress ? [...features, 'progressive_call_results'] : features;
}

/** The HELLO of a session of that part. */
export function helloOf(part: Part, bounds: Bounds): WireMessage {
  const features = featuresOf(part, bounds).map((feature) => [feature, true]);
  const role = features.length === 0 ? {} : { features: Object.fromEntries(features) };
  return [CODES.HELLO, REALM, { roles: { [roleOf(part)]: role } }];
}
