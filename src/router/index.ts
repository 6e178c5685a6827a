/** The router as a library: a WAMP dealer on a WebSocket port. */
export { Misuse, type MisuseCode } from '../dealer/misuse.ts';
export type {
  Authenticator,
  Challenge,
  Hello,
  Permission,
  Principal,
  Transport,
} from './authentication/authenticator.ts';
export { cryptosignChallenge, publicKeyIn } from './authentication/cryptosign.ts';
export type {
  PrincipalEntry,
  PrincipalsDocument,
  RealmEntry,
  RoleEntry,
} from './authentication/document.ts';
export { readPrincipals } from './authentication/file.ts';
export { type Principals, principals } from './authentication/principals.ts';
export { type CraClaims, type CraSecret, wampcraChallenge } from './authentication/wampcra.ts';
export type { Clock } from './clock.ts';
export type { Ending } from './ending.ts';
export { LIMITS, type Limit, type LimitName } from './limits.ts';
export { type Log, type LogEntry, type LogFormat, logTo } from './log.ts';
export type { ProgramServer, SiteOptions, Tls } from './resources.ts';
export { type Router, type RouterOptions, startRouter } from './router.ts';
export type { RouterSize } from './size.ts';
