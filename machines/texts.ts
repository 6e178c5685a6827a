/** The texts that rules and statements are from, with a link to each of their sections, and the records of decisions. */

/** The commit of the WAMP specification that was read, and its day. */
export const COMMIT = { hash: 'd8389b83b18da834f20fdae6ea5ec57b0c4da4e5', day: '2026-06-14' } as const;

/** The repository of the WAMP specification. */
export const WAMP_REPOSITORY = 'https://github.com/wamp-proto/wamp-proto';

/** A document, or a chapter of one. */
export interface Text {
  readonly title: string;
  /** Of its file, from the root of the repository of the WAMP specification; undefined for other documents. */
  readonly path: string | undefined;
  readonly url: string;
  /**
   * The headings that something is from, by the anchor that leads there. A heading in bold has no anchor of its own and
   * stands under the one above it.
   */
  readonly sections: Readonly<Record<string, readonly string[]>>;
}

export const TEXTS = {
  crossbar: {
    title: 'Crossbar.io, Shared Registrations',
    path: undefined,
    url: 'https://crossbar.io/docs/Shared-Registrations/',
    sections: {
      '': [
        'Shared Registrations',
        'Use cases for Shared Registrations',
        'Basics of Invocation Rules',
        'Load Balancing',
        'High Availability',
        'Default',
      ],
    },
  },
  terminology: wamp('Terminology', 'wamp-terminology.md', {
    'remote-procedure-calls': ['Remote Procedure Calls'],
  }),
  introduction: wamp('Basic Profile, Introduction', 'basic/introduction.md', {
    'basic-vs-advanced-profile': ['Basic vs Advanced Profile'],
    'realms-sessions-and-transports': ['Realms, Sessions and Transports'],
    'peers-and-roles': ['Peers and Roles'],
  }),
  blocks: wamp('Basic Profile, Building Blocks', 'basic/building_blocks.md', {
    'uris-uris': ['URIs', 'Relaxed/Loose URIs', 'Reserved URIs'],
    'ids-ids': ['IDs'],
    serializers: ['Serializers'],
    transports: ['Transports'],
    'websocket-transport': ['WebSocket Transport'],
    'transport-and-session-lifetime': ['Transport and Session Lifetime'],
    'protocol-errors-protocol_errors': ['Protocol Errors'],
  }),
  messages: wamp('Basic Profile, Messages', 'basic/messages.md', {
    'messages-messages': ['Messages'],
    extensibility: ['Extensibility'],
    'no-polymorphism': ['No Polymorphism'],
    structure: ['Structure'],
    'message-definitions': ['Message Definitions'],
    'message-codes-and-direction': ['Message Codes and Direction'],
    'extension-messages': ['Extension Messages'],
    'empty-arguments-and-keyword-arguments': ['Empty Arguments and Keyword Arguments'],
  }),
  sessions: wamp('Basic Profile, Sessions', 'basic/sessions.md', {
    sessions: ['Sessions'],
    hello: ['HELLO', 'Client: Role and Feature Announcement', 'Client: Agent Identification'],
    welcome: ['WELCOME', 'Router: Role and Feature Announcement'],
    abort: ['ABORT'],
    goodbye: ['GOODBYE', 'Difference between ABORT and GOODBYE'],
  }),
  rpc: wamp('Basic Profile, Remote Procedure Calls', 'basic/remote_procedure_call.md', {
    'remote-procedure-calls': ['Remote Procedure Calls'],
    'registering-and-unregistering': ['Registering and Unregistering'],
    register: ['REGISTER'],
    registered: ['REGISTERED'],
    'register-error': ['Register ERROR'],
    unregister: ['UNREGISTER'],
    unregistered: ['UNREGISTERED'],
    'unregister-error': ['Unregister ERROR'],
    'calling-and-invocations': ['Calling and Invocations'],
    call: ['CALL'],
    invocation: ['INVOCATION'],
    yield: ['YIELD'],
    result: ['RESULT'],
    'invocation-error': ['Invocation ERROR'],
    'call-error': ['Call ERROR'],
    'caller-leaving-during-an-rpc-invocation-rpc-caller-leaving': ['Caller Leaving During an RPC Invocation'],
    'callee-leaving-during-an-rpc-invocation-rpc-callee-leaving': ['Callee Leaving During an RPC Invocation'],
  }),
  pubsub: wamp('Basic Profile, Publish and Subscribe', 'basic/publish_subscribe.md', {
    subscribed: ['SUBSCRIBED'],
  }),
  security: wamp('Basic Profile, Security Model', 'basic/security_model.md', {
    'security-model': ['Security Model'],
    'ordering-guarantees': ['Remote Procedure Call Ordering'],
    'transport-encryption-and-integrity': ['Transport Encryption and Integrity'],
    'routers-are-trusted': ['Routers are trusted'],
  }),
  uris: wamp('Basic Profile, Basic Profile URIs', 'basic/uri_reference.md', {
    'basic-profile-uris': [
      'Basic Profile URIs',
      'Incorrect URIs',
      'Interaction',
      'Session Close',
      'Authorization',
    ],
  }),
  advanced: wamp('Advanced Profile', 'advanced/introduction.md', {
    'wamp-advanced-profile': ['WAMP Advanced Profile'],
  }),
  features: wamp('Advanced Profile, Feature Announcement', 'advanced/features.md', {
    'feature-announcement': ['Feature Announcement', 'Advanced RPC Features', 'Other Advanced Features'],
  }),
  advancedMessages: wamp('Advanced Profile, Additional Messages', 'advanced/messages.md', {
    'additional-messages': ['Additional Messages'],
    interrupt: ['INTERRUPT'],
  }),
  advancedUris: wamp('Advanced Profile, Advanced Profile URIs', 'advanced/uris.md', {
    'session-close': ['Session Close'],
    authentication: ['Authentication'],
    authorization: ['Authorization'],
    'remote-procedure-calls': ['Remote Procedure Calls'],
  }),
  authentication: wamp('Advanced Profile, Authentication Methods', 'advanced/authentication.md', {
    'authentication-methods-auth-methods': [
      'WAMP-level Authentication',
      'CHALLENGE',
      'AUTHENTICATE',
      'Transport-level Authentication',
    ],
  }),
  ticket: wamp('Advanced Profile, Ticket-based Authentication', 'advanced/authentication_ticket.md', {
    'ticket-based-authentication-ticketauth': ['Ticket-based Authentication'],
  }),
  cra: wamp('Advanced Profile, Challenge Response Authentication', 'advanced/authentication_cra.md', {
    'challenge-response-authentication-wampcra': [
      'Challenge Response Authentication',
      'Server-side Verification',
      'Password Salting',
    ],
  }),
  cryptosign: wamp(
    'Advanced Profile, Cryptosign-based Authentication',
    'advanced/authentication_cryptosign.md',
    {
      'client-authentication-clientauth': ['Client Authentication'],
      'computing-the-signature': ['Computing the Signature'],
      'example-message-flow': ['Example Message Flow'],
      'tls-channel-binding-channelbinding': ['TLS Channel Binding'],
      'router-authentication-routerauth': ['Router Authentication'],
    },
  ),
  authorization: wamp('Advanced Profile, Authorization', 'advanced/authorization.md', {
    'authorization-authorization': ['Authorization'],
  }),
  progress: wamp('Advanced Profile, Progressive Call Results', 'advanced/rpc_progressive_call_results.md', {
    'progressive-call-results-rpc-progressive-call-results': [
      'Feature Announcement',
      'Message Flow',
      'Caller Leaving',
      'Callee Leaving',
      'Ignoring Requests for Progressive Call Results',
      'Timeouts',
    ],
  }),
  invocations: wamp(
    'Advanced Profile, Progressive Call Invocations',
    'advanced/rpc_progressive_call_invocations.md',
    {
      'progressive-call-invocations-rpc-progressive-call-invocations': [
        'Feature Announcement',
        'Message Flow',
        'Progressive Call Invocations and Shared Registration',
        'Caller Leaving',
        'Callee Leaving',
        'Continuations on Completed Calls',
        'Verification of CALL Request IDs',
        'Ignoring Progressive Call Invocations',
        'Progressive Call Invocations with Progressive Call Results',
        'Freezing of Options in Progressive Call Invocations',
      ],
    },
  ),
  timeout: wamp('Advanced Profile, Call Timeouts', 'advanced/rpc_call_timeout.md', {
    'call-timeouts-rpc-call-timeout': [
      'Call Timeouts',
      'Dealer-Initiated Timeouts',
      'Callee-Initiated Timeouts',
      'Caller-Initiated Timeouts',
      'Feature Announcement',
    ],
  }),
  cancel: wamp('Advanced Profile, Call Canceling', 'advanced/rpc_call_canceling.md', {
    'call-canceling-rpc-call-canceling': [
      'Feature Announcement',
      'Message Flow',
      'Ignoring Results after Cancel',
    ],
  }),
  reroute: wamp('Advanced Profile, Call Re-Routing', 'advanced/rpc_call_rerouting.md', {
    'call-re-routing-rpc-call-rerouting': [
      'Call Re-Routing',
      'Feature Announcement',
      'Rerouting Rules',
      'Failure Scenario',
    ],
  }),
  identification: wamp('Advanced Profile, Caller Identification', 'advanced/rpc_caller_identification.md', {
    'caller-identification-rpc-call-identification': [
      'Caller Identification',
      'Identity Information',
      'Feature Announcement',
      'Request Identification',
    ],
  }),
  trust: wamp('Advanced Profile, Call Trust Levels', 'advanced/rpc_call_trustlevels.md', {
    'call-trust-levels-rpc-call-trust-levels': ['Call Trust Levels', 'Feature Announcement'],
  }),
  metaRegistrations: wamp('Advanced Profile, Registration Meta API', 'advanced/meta_api_registrations.md', {
    'registration-meta-api-rpc-reg-metapi': ['Registration Meta API', 'Feature Announcement'],
    events: ['Events'],
    procedures: ['Procedures'],
    wampregistrationget: ['wamp.registration.get'],
  }),
  patterns: wamp(
    'Advanced Profile, Pattern-based Registrations',
    'advanced/rpc_pattern_based_registration.md',
    {
      'pattern-based-registrations-rpc-pattern-reg': ['Pattern-based Registrations', 'Feature Announcement'],
      'prefix-matching': ['Prefix Matching'],
      'wildcard-matching': ['Wildcard Matching'],
      'design-aspects': [
        'No set semantics',
        'Calls matching multiple registrations',
        'Concrete procedure called',
      ],
    },
  ),
  shared: wamp('Advanced Profile, Shared Registration', 'advanced/rpc_shared_registration.md', {
    'shared-registration-rpc-shared-registration': ['Shared Registration', 'Feature Announcement'],
    'load-balancing': ['Load Balancing'],
    'hot-stand-by': ['Hot Stand-By'],
  }),
  shards: wamp('Advanced Profile, Sharded Registration', 'advanced/rpc_sharded_registration.md', {
    'sharded-registration-rpc-sharded-registration': ['Sharded Registration', 'Feature Announcement'],
    'partitioned-calls': ['"Partitioned" Calls'],
  }),
  revocation: wamp('Advanced Profile, Registration Revocation', 'advanced/rpc_registration_revocation.md', {
    'registration-revocation-rpc-registration-revocation': [
      'Registration Revocation',
      'Feature Announcement',
      'Extending UNREGISTERED',
    ],
  }),
  metaSessions: wamp('Advanced Profile, Session Meta API', 'advanced/meta_api_sessions.md', {
    'session-meta-api-session-metapi': ['Session Meta API', 'Feature Announcement'],
    events: ['Events'],
    procedures: ['Procedures'],
    wampsessionkill: ['wamp.session.kill'],
  }),
  passthru: wamp('Advanced Profile, Payload Passthru Mode', 'advanced/payload_passthru_mode.md', {
    'payload-passthru-mode-payload-passthru-mode': [
      'Feature Announcement',
      'Message Attributes',
      'ppt_scheme Attribute',
      'Important Note Regarding JSON Serialization',
      'About Supported Serializers and Cryptographic Ciphers',
    ],
  }),
  binary: wamp('Advanced Profile, Binary support in JSON', 'advanced/serialization_binary_json.md', {
    'binary-support-in-json-binary-support-in-json': ['Binary support in JSON'],
  }),
} as const satisfies Record<string, Text>;

export type TextId = keyof typeof TEXTS;

/** A text and, after the slash, a heading of it. */
export type Place = { [T in TextId]: `${T} / ${HeadingOf<T>}` }[TextId];

/** The parts of a place. */
export function placeOf(place: Place): { readonly text: TextId; readonly heading: string } {
  const end = place.indexOf(' / ');
  return { text: place.slice(0, end) as TextId, heading: place.slice(end + ' / '.length) };
}

/**
 * The link to a section of a text, at the commit that was read where one is known.
 *
 * @throws Error if the text has no such heading
 */
export function linkTo(text: TextId, heading: string): string {
  const { url, sections }: Text = TEXTS[text];
  const section = Object.entries(sections).find(([, headings]) => headings.includes(heading));
  if (section === undefined)
    throw new Error(`Expected a heading of ${TEXTS[text].title}, but ${heading} came.`);
  const [anchor] = section;
  return anchor === '' ? url : `${url}#${anchor}`;
}

/** The name of a section: the title of its text and, unless it is the whole chapter, its heading. */
export function sectionName(text: TextId, heading: string): string {
  const { title } = TEXTS[text];
  return title.endsWith(`, ${heading}`) ? title : `${title}: ${heading}`;
}

/** The records of decisions that rules rest on: the name of the file in `docs/decisions`, and its title. */
export const RECORDS = {
  '0004': [
    '0004-progressive-results',
    'Progressive results: which callers get them, and how they affect the timeout',
  ],
  '0006': ['0006-what-a-dealer-says-to-publishers', 'An unacknowledged PUBLISH gets no ERROR'],
  '0007': ['0007-cancel', 'CANCEL: the default, an unknown mode, and a second one'],
  '0009': ['0009-errors-on-the-wire', "What the dealer's own errors carry, and which options abort"],
  '0016': ['0016-messages-that-cannot-be-delivered', 'Messages that cannot be delivered'],
  '0018': ['0018-who-one-is', 'Identity without authentication'],
  '0019': ['0019-options-that-are-not-set', 'Options that are not set'],
  '0021': ['0021-limits-that-clients-see', 'Limits that clients see'],
  '0033': ['0033-principals', 'The file of principals, and challenges for strangers'],
  '0024': ['0024-what-a-session-may-send', 'What a session may send, and how its messages are counted'],
  '0025': ['0025-registering-and-answering', 'Registering, leaving and answering'],
  '0034': ['0034-authentication', 'Authentication and permissions'],
  '0035': ['0035-revocation', 'Revocation of registrations'],
} as const;

export type RecordId = keyof typeof RECORDS;

/** The path of a record, from the root of the repository. */
export const recordPath = (id: RecordId): string => `docs/decisions/${RECORDS[id][0]}.md`;

// --- internal ---

type HeadingOf<T extends TextId> = Extract<
  {
    [A in keyof (typeof TEXTS)[T]['sections']]: (typeof TEXTS)[T]['sections'][A];
  }[keyof (typeof TEXTS)[T]['sections']],
  readonly string[]
>[number];

/** A chapter of the WAMP specification. */
function wamp<const Sections extends Text['sections']>(title: string, file: string, sections: Sections) {
  const path = `rfc/text/${file}`;
  return { title: `WAMP, ${title}`, path, url: `${WAMP_REPOSITORY}/blob/${COMMIT.hash}/${path}`, sections };
}
