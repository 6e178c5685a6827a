/** The router as a library: a WAMP dealer on a WebSocket port. */
export { Misuse, type MisuseCode } from '../errors.ts';
export { type Log, type LogEntry, type LogFormat, logTo } from './log.ts';
export { type Router, type RouterOptions, type RouterSize, startRouter } from './router.ts';
