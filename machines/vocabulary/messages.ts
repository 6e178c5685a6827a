/** What a client may send, by name and field, as WAMP names them. */
import type { Dict, Id, List, RequestType, Uri } from './words.ts';

interface Payload {
  readonly args: List | undefined;
  readonly kwargs: Dict | undefined;
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
export interface ErrorMessage extends Payload {
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
export interface Call extends Payload {
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
export interface Yield extends Payload {
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
