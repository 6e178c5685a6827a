/** What a client may send, by name and field, as WAMP names them. */
import type { Dict, Id, RequestType, Uri } from './words.ts';

/** What is for the peer at the other end, and nobody in between looks into. */
interface Carrier {
  readonly args: unknown;
  readonly kwargs: unknown;
}
export interface Hello {
  readonly type: 'HELLO';
  readonly realm: Uri;
  readonly details: Dict;
}
export interface Abort {
  readonly type: 'ABORT';
  readonly details: Dict;
  readonly reason: Uri;
}
export interface Goodbye {
  readonly type: 'GOODBYE';
  readonly details: Dict;
  readonly reason: Uri;
}
export interface ErrorMessage extends Carrier {
  readonly type: 'ERROR';
  readonly of: RequestType | 'other';
  readonly request: Id;
  readonly details: Dict;
  readonly error: Uri;
}
export interface Publish {
  readonly type: 'PUBLISH';
  readonly request: Id;
  readonly options: Dict;
}
export interface Subscribe {
  readonly type: 'SUBSCRIBE';
  readonly request: Id;
}
export interface Unsubscribe {
  readonly type: 'UNSUBSCRIBE';
  readonly request: Id;
}
export interface Call extends Carrier {
  readonly type: 'CALL';
  readonly request: Id;
  readonly options: Dict;
  readonly procedure: Uri;
}
export interface Cancel {
  readonly type: 'CANCEL';
  readonly request: Id;
  readonly options: Dict;
}
export interface Register {
  readonly type: 'REGISTER';
  readonly request: Id;
  readonly options: Dict;
  readonly procedure: Uri;
}
export interface Unregister {
  readonly type: 'UNREGISTER';
  readonly request: Id;
  readonly registration: Id;
}
export interface Yield extends Carrier {
  readonly type: 'YIELD';
  readonly request: Id;
  readonly options: Dict;
}
export type Message =
  | Hello
  | Abort
  | Goodbye
  | ErrorMessage
  | Publish
  | Subscribe
  | Unsubscribe
  | Call
  | Cancel
  | Register
  | Unregister
  | Yield;
