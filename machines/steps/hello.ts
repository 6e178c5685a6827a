/** What a client says about itself in HELLO. */
import type { CalleeFeatures, Dict } from '../vocabulary.ts';

/** Whether the Details of a HELLO announce a role. */
export const hasRole = (details: Dict, role: string): boolean => isDict(dictIn(details, 'roles')[role]);

/** The features of the role `callee`, as the Details of a HELLO announce them. */
export function calleeFeatures(details: Dict): CalleeFeatures {
  const features = dictIn(dictIn(dictIn(details, 'roles'), 'callee'), 'features');
  return {
    call_reroute: features.call_reroute === true,
    call_canceling: features.call_canceling === true,
    progressive_call_results: features.progressive_call_results === true,
  };
}

// --- internal ---

const isDict = (value: unknown): value is Dict =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The dictionary at `key`, or an empty one. */
function dictIn(dict: Dict, key: string): Dict {
  const value = dict[key];
  return isDict(value) ? value : {};
}
