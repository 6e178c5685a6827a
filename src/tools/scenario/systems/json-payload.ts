/** Payload of a client that uses JSON, for dealers played without a router. */

import { AT } from '../../../../machines/layouts.ts';
import { CODES } from '../../../../machines/messages.ts';
import { Payload } from '../../../dealer/payload.ts';

export class JsonPayload extends Payload {
  readonly fields: 1 | 2;
  readonly size: number;
  private readonly parts: readonly unknown[];

  /** @param parts `Arguments`, and `ArgumentsKw` if present */
  constructor(parts: readonly unknown[]) {
    super();
    this.parts = parts;
    this.fields = parts.length === 2 ? 2 : 1;
    this.size = new TextEncoder().encode(JSON.stringify(parts)).length - 2;
  }

  values(): readonly unknown[] {
    return this.parts;
  }
}

/** Gives the payload of a CALL a size in bytes; other messages stay unchanged. */
export function weighed(wire: unknown): unknown {
  if (!Array.isArray(wire) || wire[0] !== CODES.CALL) return wire;
  const payload = wire.slice(AT.CALL.args);
  const isPayload = Array.isArray(payload[0]) && payload.length <= 2;
  return isPayload ? [...wire.slice(0, AT.CALL.args), new JsonPayload(payload)] : wire;
}
