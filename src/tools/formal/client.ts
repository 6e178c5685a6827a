/** What a log says of a client, as far as it has been read. */
import { PROBLEMS } from '../../../machines/problems.ts';
import { wordIn } from '../judge/facts.ts';
import type { Dict } from '../judge/messages.ts';

/** What is known of a client. */
export interface Client {
  realm: string;
  features: readonly string[];
  /** The features that the router announces to it. */
  offers: Dict;
  /** True if the log has its beginning. */
  isWhole: boolean;
  /** True once a line is about it. */
  isMet: boolean;
  phase: 'opening' | 'open' | 'ended';
  /** Number of the line of its last message; undefined if that is about something else. */
  last: number | undefined;
  /** Its REGISTERs and UNREGISTERs of the procedure, and its CALLs. */
  readonly requests: Map<number, Asked>;
  readonly calls: Map<number, Asked>;
  /** The registration ids that it was told: true for those of the procedure. */
  readonly ids: Map<number, boolean>;
  /** The registration ids of its places, in their order. */
  held: readonly number[];
  /** Its INVOCATIONs by request id, each with its number. */
  readonly invocations: Map<number, number>;
  /** How many INVOCATIONs it was sent. */
  count: number;
  /** Request ids that belong to other procedures: its own, and those of its INVOCATIONs. */
  readonly others: { readonly requests: Set<number>; readonly invocations: Set<number> };
}

/** What only the answer to a request tells. */
export interface Asked {
  /** True if the clock of the call may have run out. */
  mayRunOut?: boolean;
  /** What the router may object to, in the words of the module, if that does not look into it. */
  mayBeOdd?: readonly string[];
}

/** Objections that depend on more than the module knows. */
export const ODD: Readonly<Record<string, { readonly REGISTER: string; readonly CALL: string }>> = {
  [PROBLEMS.unauthorized.uri]: { REGISTER: 'not permitted', CALL: 'not permitted' },
  [PROBLEMS['limit-exceeded'].uri]: {
    REGISTER: 'beyond the limit of places',
    CALL: 'beyond the limit of calls',
  },
};

export const newClient = (): Client => ({
  ...{
    realm: '',
    features: [],
    offers: {},
    isWhole: false,
    isMet: false,
    phase: 'opening',
    last: undefined,
    held: [],
    count: 0,
  },
  ...{ ids: new Map(), requests: new Map(), calls: new Map(), invocations: new Map() },
  others: { requests: new Set(), invocations: new Set() },
});

/** Notes a request under its id; its answer adds what is still to be known. */
export function asked<T extends Asked & { readonly request: number }>(
  requests: Map<number, Asked>,
  request: T,
): T {
  requests.set(request.request, request);
  return request;
}

/** Notes whether a request id belongs to the procedure, or to another one from now on. */
export function ownRequest({ requests, calls, others }: Client, request: number, isOurs: boolean): void {
  if (isOurs) others.requests.delete(request);
  else {
    others.requests.add(request);
    requests.delete(request);
    calls.delete(request);
  }
}

/** The features that are announced. */
export const namesOf = (features: Dict): string[] =>
  Object.entries(features).flatMap(([feature, isThere]) => (isThere === true ? feature : []));

/** The mode of a CANCEL or INTERRUPT; empty if there is none that is a word. */
export function modeIn(options: Dict): string {
  const mode = wordIn(options, 'mode');
  return typeof mode === 'string' ? mode : '';
}
