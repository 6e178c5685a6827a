/** Interface between the router and the program that decides which clients may join. */
import type { Dict, Principal } from '../../../machines/vocabulary.ts';

export type { Permission, Principal } from '../../../machines/vocabulary.ts';

/** The connection of a client. */
export interface Transport {
  /** IP address of the client. */
  readonly address: string;
  /** Origin of the browser page; undefined for other clients. */
  readonly origin: string | undefined;
  /** Headers of the HTTP request that opened the WebSocket, such as `cookie`, in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** The claims of a client in HELLO, none of them verified. */
export interface Hello {
  readonly realm: string;
  readonly authid: string | undefined;
  /**
   * The `authmethods` that the authenticator has, in the client's order; `anonymous` alone if HELLO has none, and an empty
   * list if the authenticator has none of those in HELLO.
   */
  readonly methods: readonly string[];
  readonly authextra: Dict;
  /** Id that the session gets if it is welcomed. */
  readonly session: number;
  readonly transport: Transport;
}

/** An authentication that waits for AUTHENTICATE. */
export interface Challenge {
  /** The method in CHALLENGE. */
  readonly method: string;
  /** The details of CHALLENGE. They must not depend on whether the principal exists. */
  readonly extra: Dict;
  /**
   * Verifies AUTHENTICATE; called at most once.
   *
   * @param signature of AUTHENTICATE, of any length
   * @param extra of AUTHENTICATE
   * @returns the principal; undefined if the proof is wrong; another challenge for a second round
   * @throws if the proof could not be verified, such as in an overload; this too refuses the client
   */
  verify(signature: string, extra: Dict): Verdict | Promise<Verdict>;
  /** Called if the client leaves, or its time is up, while `verify` has not ended. */
  cancel?(): void;
}

/** A challenge, the principal, or undefined to refuse the client. */
export type Verdict = Challenge | Principal | undefined;

/** The authentication of a router. */
export interface Authenticator {
  /** Names of its methods, the preferred one first. */
  readonly methods: readonly string[];
  /**
   * Begins the authentication of a client.
   *
   * @returns a challenge; or the principal, if no proof is needed; undefined to refuse the client at once
   * @throws if that could not be decided; this too refuses the client
   */
  begin(hello: Hello): Verdict | Promise<Verdict>;
}
