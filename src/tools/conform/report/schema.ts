/** JSON Schema of the result of a conformance run. */
import { READING_IDS, READING_OPTIONS } from '../../../../machines/readings.ts';
import { RULES_OF_FEATURES } from '../../../../machines/rules/features.ts';
import { RULES } from '../../../../machines/rules.ts';
import type { Schema } from '../../../wire/schema.ts';
import { CASE_LEVELS, SERIALISATION_NAMES, VERDICTS } from '../result.ts';

const string = { type: 'string' };
const text = { type: 'string', minLength: 1 };
const boolean = { type: 'boolean' };
const amount = { type: 'number', minimum: 0 };
const list = (items: Schema, minItems = 0): Schema => ({ type: 'array', items, minItems });
const one = (...values: readonly unknown[]): Schema => ({ enum: values });

/** A dictionary without other keys; those after `optional` may be missing. */
const closed = (
  properties: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
): Schema => ({
  type: 'object',
  properties: { ...properties, ...optional },
  required: Object.keys(properties),
  additionalProperties: false,
});

/** One of many names: the description stands for all of them in an error. */
const named = (names: readonly string[], description: string): Schema => ({
  type: 'string',
  pattern: `^(${names.join('|')})$`,
  description,
});

const rule = named(Object.keys(RULES), 'the id of a rule, such as CR-3; `dealerchart rules` lists them');
const reading = named(
  READING_IDS,
  'the name of a reading, such as newcomer; `dealerchart readings` lists them',
);
const feature = one(...Object.keys(RULES_OF_FEATURES));

const readingSeen: Schema = {
  ...closed({ reading, option: string, isOther: boolean, shownBy: list(text) }),
  allOf: READING_IDS.map((id) =>
    Object.fromEntries([
      ['if', { properties: { reading: { const: id } } }],
      [
        'then',
        { properties: { option: one(...new Set([...READING_OPTIONS[id], 'no option', 'not seen'])) } },
      ],
    ]),
  ),
};

const portrait = closed({
  features: list(closed({ feature, isAnnounced: boolean, works: boolean })),
  readings: list(readingSeen),
  remarks: list(text),
});

const exchange = closed(
  {
    step: { type: 'integer', minimum: 0 },
    session: text,
    from: one('client', 'router'),
    words: list(string, 1),
  },
  { differs: boolean },
);

const under = closed({}, Object.fromEntries(READING_IDS.map((id) => [id, one(...READING_OPTIONS[id])])));

const caseResult = closed(
  {
    id: text,
    title: text,
    level: one(...CASE_LEVELS),
    rules: list(rule),
    readings: list(reading),
    verdict: one(...VERDICTS),
    says: list(text),
    ms: amount,
  },
  {
    rule,
    under,
    step: { type: 'integer', minimum: 0 },
    script: list(string),
    again: text,
    expected: list(exchange),
    came: list(exchange),
  },
);

const judgedRule = closed({
  rule,
  outcome: one('broken', 'departed'),
  breaches: list(closed({ case: text, says: text })),
});

const run = closed(
  {
    serialisation: one(...SERIALISATION_NAMES),
    seconds: amount,
    isComplete: boolean,
    portrait,
    cases: list(caseResult),
    judged: list(judgedRule),
  },
  { endings: list(closed({ cases: list(text), says: list(text) })) },
);

/** For any validator of JSON Schema, draft 7. */
export const RESULT_SCHEMA: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Result of a conformance run',
  ...closed({
    format: one(1),
    suite: text,
    date: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT', description: 'a time in ISO 8601' },
    router: closed({ name: text }, { version: string, agent: string }),
    runs: list(run, 1),
    refused: list(closed({ serialisation: one(...SERIALISATION_NAMES), says: text })),
  }),
};
