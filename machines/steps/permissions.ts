/** The permissions of a client. */
import type { Permission, Principal, Uri } from '../vocabulary.ts';

/** The actions that need a permission. */
export type Action = 'call' | 'register';

/**
 * True if a client may act on a procedure (AZ-1, AZ-2).
 *
 * @param principal the identity of the client; undefined if it is not authenticated
 */
export function isPermitted(principal: Principal | undefined, action: Action, procedure: Uri): boolean {
  const permissions = principal?.permissions;
  return permissions === undefined || permissionFor(permissions, procedure)?.[action] === true;
}

/**
 * True if a client may take a procedure away from its callees (RV-1, AZ-2). Without a list of permissions it may do
 * everything else, but not this.
 *
 * @param principal the identity of the client; undefined if it is not authenticated
 */
export const mayForce = (principal: Principal | undefined, procedure: Uri): boolean =>
  permissionFor(principal?.permissions ?? [], procedure)?.forceReregister === true;

// --- internal ---

/** The permission with the longest URI that covers a procedure; of equal ones the exact one, then the first. */
function permissionFor(permissions: readonly Permission[], procedure: Uri): Permission | undefined {
  let best: Permission | undefined;
  for (const one of permissions) if (covers(one, procedure) && isCloser(one, best)) best = one;
  return best;
}

const covers = ({ uri, match }: Permission, procedure: Uri): boolean =>
  match === 'prefix' ? procedure.startsWith(uri) : procedure === uri;

const isCloser = (one: Permission, best: Permission | undefined): boolean =>
  best === undefined ||
  one.uri.length > best.uri.length ||
  (one.uri.length === best.uri.length && one.match !== 'prefix' && best.match === 'prefix');
