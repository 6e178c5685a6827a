/** The identity of a client, and its permissions. */
import type { Dict, Id, Uri } from './words.ts';

/** The identity of an authenticated client. */
export interface Principal {
  readonly authid: string;
  readonly authrole: string;
  /** The method by which it was authenticated, one that it offered; that of the last CHALLENGE if left out. */
  readonly authmethod?: string | undefined;
  /** The source of the identity; `static` if left out. */
  readonly authprovider?: string | undefined;
  /** Further details for the client, in WELCOME. */
  readonly authextra?: Dict | undefined;
  /** All that it may do; if left out, everything but `force_reregister`. */
  readonly permissions?: readonly Permission[] | undefined;
}

/** The permission to do something with the procedures of a URI. What is left out is forbidden. */
export interface Permission {
  readonly uri: Uri;
  /** `exact` for the URI itself, `prefix` for all whose characters begin with it; `exact` if left out. */
  readonly match?: 'exact' | 'prefix' | undefined;
  readonly call?: boolean | undefined;
  readonly register?: boolean | undefined;
  /** Permits REGISTER with `force_reregister`, which takes the procedure away from its callees. */
  readonly forceReregister?: boolean | undefined;
}

/** The part of a HELLO that the program needs to authenticate the client. */
export interface IdentityClaim {
  readonly realm: Uri;
  /** The WAMP session id that the session will have. */
  readonly id: Id;
  /** The methods that both the client and the program have, in the order of the client. */
  readonly methods: readonly string[];
  /** The identity that the client claims to have; undefined if it claims none. */
  readonly authid: string | undefined;
  readonly authextra: Dict;
}
