/** Kinds of messages, by their effect on the resources that the dealer holds. */
import { AT } from '../../machines/layouts.ts';
import { CODES } from '../../machines/messages.ts';
import type { WireMessage } from '../dealer/messages.ts';

/** True for messages that may make the dealer hold something for their sender. */
export const isRequest = (code: unknown): boolean => code === CODES.CALL || code === CODES.REGISTER;

/** True for messages that may end something held for their receiver. */
export const isAnswer = (code: unknown): boolean =>
  code === CODES.RESULT || code === CODES.ERROR || code === CODES.UNREGISTERED;

/** True if the message belongs to a call, which the dealer can end or re-route. */
export function isOfCall(message: WireMessage): boolean {
  const [code] = message;
  if (code === CODES.ERROR) return message[AT.ERROR.of] === CODES.CALL;
  return code === CODES.INVOCATION || code === CODES.RESULT;
}
