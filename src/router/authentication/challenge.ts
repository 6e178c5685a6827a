/** Challenges that can be answered once. */
import type { Dict } from '../../../machines/vocabulary.ts';
import type { Challenge, Principal } from './authenticator.ts';

/** The verification of a signature, and its cancellation. */
export interface Proof {
  readonly isRight: (signature: string) => boolean | Promise<boolean>;
  readonly cancel?: () => void;
}

/**
 * A challenge that accepts one answer.
 *
 * @param method the method in CHALLENGE
 * @param extra the details of CHALLENGE
 * @param principal the client if the proof is right; undefined for a stranger, whose every proof is refused
 * @param proof verification of a signature, which must cost the same for a stranger
 */
export function challengeOnce(
  method: string,
  extra: Dict,
  principal: Principal | undefined,
  { isRight, cancel }: Proof,
): Challenge {
  let isUsed = false;
  return {
    method,
    extra,
    verify(signature) {
      if (isUsed) return undefined;
      isUsed = true;
      const answer = isRight(signature);
      if (typeof answer === 'boolean') return answer ? principal : undefined;
      return answer.then((isProven) => (isProven ? principal : undefined));
    },
    ...(cancel && { cancel }),
  };
}
