/** The router as a library: a WAMP dealer on a WebSocket port. */
export type { Permission, Principal } from '../../machines/vocabulary.ts';
export { Misuse, type MisuseCode } from '../dealer/misuse.ts';
export type {
  Authenticator,
  Challenge,
  Hello,
  Transport,
} from './authentication/authenticator.ts';
export type { Clock } from './clock.ts';
export type { Ending } from './ending.ts';
export { LIMITS, type Limit, type LimitName } from './limits.ts';
export { type Log, type LogEntry, type LogFormat, logTo } from './log.ts';
export type { ProgramServer, SiteOptions, Tls } from './resources.ts';
export { type Router, type RouterOptions, startRouter } from './router.ts';
export type { RouterSize } from './size.ts';
