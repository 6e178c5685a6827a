/** Limits on the inputs of an authentication, and the parameters of stored secrets. */

/** Longest texts, in UTF-16 code units: nothing longer is processed or stored. */
export const LONGEST = { authid: 256, authrole: 256, ticket: 1_024, secret: 1_024 } as const;

/** Most permissions of a role: the whole list is searched for every request. */
export const MOST_PERMISSIONS = 1_000;

/** Shortest secret that `dealerchart principal` accepts. */
export const SHORTEST_SECRET = 8;

/** PBKDF2 of `wampcra`; clients have to compute it, some of them in JavaScript. */
export const PBKDF2 = {
  iterations: { default: 100_000, least: 1_000, most: 10_000_000 },
  /** Length of the key in bytes, the default of all client libraries. */
  keylen: 32,
} as const;

/** Parameters of scrypt for new tickets, as OWASP recommends; 16 MiB of memory for each hash. */
export const SCRYPT = { logCost: 14, blockSize: 8, parallelization: 5 } as const;

/** Bounds of the parameters of scrypt in a file: at most 128 MiB, and about ten times the time of a new ticket. */
export const SCRYPT_BOUNDS = { logCost: [10, 17], blockSize: 8, parallelization: [1, 16] } as const;

/** Waiting verifications of tickets for each address; further ones fail at once. */
export const MAX_WAITING = 1_024;
