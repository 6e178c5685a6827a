/**
 * JSON Schema of this project's vectors: the WAMP project's requirements for a multi-session vector, and additional
 * keys.
 *
 * Foreign keys are accepted beside them; unknown `x_` keys are rejected as typos.
 */
import { LIMIT_IDS } from '../../../machines/limits.ts';
import { READING_OPTIONS } from '../../../machines/readings.ts';
import { RULES_OF_FEATURES } from '../../../machines/rules/features.ts';
import { OBSTACLES } from '../../../machines/vocabulary.ts';
import { EXCLUDED } from '../scenario/needs.ts';
import { AUTHORITIES, BENCH, EVENTS, FORMS, LEVELS, PAGE_PARTS, ROLES, VERSION } from './vector.ts';

type Schema = Readonly<Record<string, unknown>>;

const string = { type: 'string' };
const strings = { type: 'array', items: string };
const list = (items: Schema, minItems = 0): Schema => ({ type: 'array', items, minItems });
const one = (...values: readonly unknown[]): Schema => ({ enum: values });
const object = (properties: Readonly<Record<string, Schema>>, required: readonly string[]): Schema => ({
  type: 'object',
  properties,
  required,
});

/** A dictionary with foreign keys: unknown ones are accepted, except those that look like a key of this project. */
function shared(properties: Readonly<Record<string, Schema>>, required: readonly string[]): Schema {
  const ours = Object.keys(properties).filter((key) => key.startsWith('x_'));
  const slip = `^(?!(${ours.join('|')})$)[xX][_-]`;
  return { ...object(properties, required), patternProperties: { [slip]: false } };
}

/** A dictionary of this project alone, without other keys. */
const closed = (properties: Readonly<Record<string, Schema>>, required: readonly string[]): Schema => ({
  ...object(properties, required),
  additionalProperties: false,
});

const typeIs = (type: Schema): Schema => ({ properties: { type }, required: ['type'] });

/** Made from entries, since an object with a key `then` could be taken for a promise. */
const when = (test: Schema, so: Schema, or: Schema = {}): Schema =>
  Object.fromEntries([
    ['if', test],
    ['then', so],
    ['else', or],
  ]);

/** Events with attributes. */
const DETAILED: readonly string[] = ['x_raw', 'x_takes_nothing', 'x_challenged', 'x_admitted'];

const principal = closed(
  {
    authid: string,
    authrole: string,
    authmethod: string,
    authprovider: string,
    authextra: { type: 'object' },
    permissions: list(
      closed(
        {
          uri: string,
          match: one('exact', 'prefix'),
          call: { type: 'boolean' },
          register: { type: 'boolean' },
          forceReregister: { type: 'boolean' },
        },
        ['uri'],
      ),
    ),
  },
  ['authid', 'authrole'],
);

const message = {
  ...object(
    {
      type: string,
      x_missed: one(true),
      x_soft: { type: 'object', additionalProperties: one(...LEVELS), minProperties: 1 },
    },
    ['type'],
  ),
  allOf: [
    when(typeIs({ pattern: '^[xX][_-]' }), { properties: { type: one(...EVENTS) } }),
    when(typeIs(one('x_raw')), {
      ...closed({ type: {}, wmsg: {}, text: string }, ['type']),
      minProperties: 2,
      maxProperties: 2,
    }),
    when(typeIs(one('x_takes_nothing')), closed({ type: {}, reason: one(...OBSTACLES) }, ['type', 'reason'])),
    when(
      typeIs(one('x_challenged')),
      closed({ type: {}, method: string, extra: { type: 'object' } }, ['type', 'method', 'extra']),
    ),
    when(typeIs(one('x_admitted')), closed({ type: {}, principal }, ['type', 'principal'])),
    when(typeIs(one(...EVENTS.filter((event) => !DETAILED.includes(event)))), closed({ type: {} }, ['type'])),
  ],
};

const whom = { to: string, x_among: { ...strings, minItems: 1 }, x_unordered: one(true) };
const silent = list(when({ type: 'object' }, closed(whom, ['to']), string), 1);
const receipt = {
  ...whom,
  description: string,
  message,
  assertion: string,
  x_alternatives: list(message, 1),
  x_optional: one(true),
};

const entry = {
  ...shared(
    {
      ...receipt,
      step: { type: 'integer', minimum: 1 },
      from: string,
      timing: object({ delay_ms: { type: 'integer' }, timeout_ms: { type: 'integer' } }, []),
      x_action: one('join', 'leave'),
      x_implied: one(true),
      x_silent: silent,
    },
    ['step', 'description', 'from', 'to', 'message'],
  ),
  ...when(
    { properties: { message: typeIs(one('x_time')) }, required: ['message'] },
    {
      required: ['timing'],
      properties: { timing: { required: ['delay_ms'], properties: { delay_ms: { minimum: 0 } } } },
    },
  ),
};

const conditions = {
  ...closed(
    Object.fromEntries(
      Object.entries(READING_OPTIONS).map(([id, options]) => [id, list(one(...options), 1)]),
    ),
    [],
  ),
  minProperties: 1,
};

const outcome = closed(
  {
    after: { type: 'integer', minimum: 1 },
    messages: list(closed(receipt, ['description', 'to', 'message'])),
    silent,
  },
  ['after', 'messages'],
);

const rule = closed(
  {
    id: string,
    level: one(...LEVELS),
    authority: one(...AUTHORITIES),
    source: string,
    link: { type: 'string', format: 'uri' },
    sentence: string,
  },
  ['id'],
);

const session = shared(
  {
    session_id: string,
    roles: list(one(...ROLES)),
    realm: string,
    x_features: { type: 'object', additionalProperties: strings },
  },
  ['session_id'],
);

/** For any validator of JSON Schema, draft 7. */
export const VECTOR_SCHEMA: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A scenario as a multi-session test vector',
  ...shared(
    {
      description: string,
      feature: string,
      spec_reference: { type: 'string', format: 'uri' },
      sessions: list(session, 1),
      sequence: list(entry, 1),
      expected_outcome: { type: 'object' },
      notes: { type: ['string', 'array'], items: string },
      x_version: one(VERSION),
      x_form: one(...FORMS),
      x_case: { type: 'string', minLength: 1 },
      x_realm: { type: 'string', minLength: 1 },
      x_prefix: { type: 'string', minLength: 1 },
      x_level: one(...LEVELS),
      x_rules: list(rule),
      x_readings: list(one(...Object.keys(READING_OPTIONS))),
      x_requires: strings,
      x_announced: list(one(...Object.keys(RULES_OF_FEATURES))),
      x_unannounced: list(one(...EXCLUDED)),
      x_bench: list(one(...BENCH)),
      x_draws: list({ type: 'number', minimum: 0, exclusiveMaximum: 1 }, 1),
      x_methods: list(string, 1),
      x_limits: {
        ...closed(Object.fromEntries(LIMIT_IDS.map((id) => [id, { type: 'integer', minimum: 1 }])), []),
        minProperties: 1,
      },
      x_when: conditions,
      x_variants: list(closed({ when: conditions, outcome: list(outcome) }, ['when', 'outcome']), 1),
      x_page: list(one(...PAGE_PARTS), 1),
    },
    ['description', 'feature', 'sessions', 'sequence'],
  ),
  ...when(
    { required: ['x_version'] },
    {
      required: ['x_form', 'x_case', 'x_realm', 'x_prefix', 'notes', 'x_page'],
      properties: { notes: { type: 'array' } },
    },
  ),
};
