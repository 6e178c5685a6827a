/** Resources that a program gives to a router. The types of Node are not needed to read this file. */

/** A certificate and its private key, as texts in PEM. */
export interface Tls {
  /** The certificate, followed by those of the authorities between it and one that clients know. */
  readonly cert: string;
  readonly key: string;
}

export interface SiteOptions {
  /** The folder, maybe with a `404.html`. */
  readonly folder: string;
  /** The `Content-Security-Policy` of its pages; none if omitted. */
  readonly policy?: string | undefined;
  /** Beginning of the paths of files that never change, such as `/assets/` if their names have a hash in them. */
  readonly hashed?: string | undefined;
}

/** A server of `node:http` or `node:https`: the properties by which it is recognised. */
export interface ProgramServer {
  readonly listening: boolean;
  readonly headersTimeout: number;
  address(): object | string | null;
  closeAllConnections(): void;
}
