/** The messages that a client may send, by name and field, as WAMP names them. */
import type { ClientMessageName, MessageOf } from '../messages.ts';

export type { RequestType } from '../messages.ts';

export type Hello = MessageOf<'HELLO'>;
export type Abort = MessageOf<'ABORT'>;
export type Authenticate = MessageOf<'AUTHENTICATE'>;
export type Goodbye = MessageOf<'GOODBYE'>;
export type ErrorMessage = MessageOf<'ERROR'>;
export type Publish = MessageOf<'PUBLISH'>;
export type Subscribe = MessageOf<'SUBSCRIBE'>;
export type Unsubscribe = MessageOf<'UNSUBSCRIBE'>;
export type Call = MessageOf<'CALL'>;
export type Cancel = MessageOf<'CANCEL'>;
export type Register = MessageOf<'REGISTER'>;
export type Unregister = MessageOf<'UNREGISTER'>;
export type Yield = MessageOf<'YIELD'>;
export type Message = MessageOf<ClientMessageName>;
