/** Methods of authentication: those of a client, and those of the program. */
import { ANONYMOUS, type Hello, type SessionContext } from '../vocabulary.ts';

/** The methods in a HELLO that there are, each once, in the order of the client; one without any is anonymous. */
export function sharedMethods(context: SessionContext, message: Hello): readonly string[] {
  const offered = methodsIn(message);
  const known = methodsOf(context);
  const methods = offered.length === 0 ? [ANONYMOUS] : [...new Set(offered)];
  return methods.filter((method) => known.includes(method));
}

/** The methods that a HELLO offers; empty if it leaves them open. */
export function methodsIn({ details }: Hello): readonly string[] {
  const { authmethods } = details;
  return Array.isArray(authmethods) ? authmethods : [];
}

/** The methods of the program; without authentication, all clients are anonymous. */
export const methodsOf = ({ methods }: SessionContext): readonly string[] => methods ?? [ANONYMOUS];
