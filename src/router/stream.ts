/** The stream below a WebSocket, plain or with TLS: its costs, and what waits in it. */
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { Cause, Holder } from './ledger.ts';
import { COSTS } from './limits.ts';

/** Memory of a connection that is idle, in bytes. */
export const costOf = (stream: Duplex): number =>
  stream instanceof TLSSocket ? COSTS.connection + COSTS.tls : COSTS.connection;

/** Number of copies of a byte that waits to be taken: TLS keeps one that is encrypted. */
export const copiesOf = (stream: Duplex): number => (stream instanceof TLSSocket ? 2 : 1);

/**
 * Memory of a connection before it is a session.
 *
 * @param more further memory, in bytes
 */
export const holderOf = (
  stream: Duplex,
  cutOff: (cause: Cause, reason: string) => void,
  more: () => number = () => 0,
): Holder => ({
  held: () => costOf(stream) + copiesOf(stream) * stream.writableLength + more(),
  imposed: () => 0,
  cutOff,
});

/** Bytes of the message being written that the system has not taken; Node's own timeouts read the same field. */
export const unwrittenOf = ({ _handle: handle }: Duplex & { readonly _handle?: Handle }): number =>
  (handle?.writeQueueSize ?? 0) + (handle?._parent?.writeQueueSize ?? 0);

// --- internal ---

/** The part of Node below a stream. That of a TLS stream encrypts, and has the one of TCP below it. */
interface Handle {
  readonly writeQueueSize?: number;
  readonly _parent?: Handle;
}
