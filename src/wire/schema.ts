/** JSON documents against a JSON Schema, with mistakes in plain words. */
import { createRequire } from 'node:module';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { step } from './pointer.ts';

export type Schema = Readonly<Record<string, unknown>>;

/** A mistake: its place, the expected and the received value. */
export interface Complaint {
  /** JSON pointer. */
  readonly path: string;
  readonly expected: string;
  /** A clause, such as `7 came`. */
  readonly came: string;
}

/**
 * Creates a function that returns the first mistake of a value, or undefined if it matches the schema.
 *
 * A text that does not match its pattern is expected to be what the `description` beside the pattern says. A value whose
 * schema is `writeOnly` is not shown.
 *
 * @param schema compiled on first use
 * @param allowed description of the keys in place of those that the schema forbids with `false`
 */
export function validator(schema: Schema, allowed = ''): (value: unknown) => Complaint | undefined {
  let validate: ValidateFunction | undefined;
  return (value) => {
    validate ??= compile(schema);
    if (validate(value)) return undefined;
    return explain((validate.errors as ErrorObject[])[0] as ErrorObject, allowed);
  };
}

// --- internal ---

/** Loads Ajv on demand: most programs read no document, and loading takes long. */
function compile(schema: Schema): ValidateFunction {
  const { Ajv } = createRequire(import.meta.url)('ajv') as typeof import('ajv');
  return new Ajv({ verbose: true, strictTypes: false, validateFormats: false }).compile(schema);
}

function explain(error: ErrorObject, allowed: string): Complaint {
  const { keyword, instancePath: path, params, schema, parentSchema } = error;
  const came = parentSchema?.writeOnly === true ? 'another value came' : `${show(error.data)} came`;
  switch (keyword) {
    case 'required':
      return { path, expected: `the key ${params.missingProperty}`, came: 'it is not there' };
    case 'additionalProperties': {
      const known = Object.keys(parentSchema?.properties ?? {}).join(', ');
      const key = params.additionalProperty as string;
      return { path: path + step(key), expected: `no key but ${known}`, came: `${key} came` };
    }
    case 'false schema': {
      const key = path.slice(path.lastIndexOf('/') + 1);
      return { path, expected: allowed, came: `${key} came` };
    }
    case 'type':
      return { path, expected: KINDS[`${params.type}`] ?? `${params.type}`, came };
    case 'enum':
      return { path, expected: (schema as unknown[]).join(' or '), came };
    case 'minItems':
      return { path, expected: 'at least one item', came: 'the list is empty' };
    case 'minimum':
      return { path, expected: `a number of at least ${schema}`, came };
    case 'maximum':
      return { path, expected: `a number of at most ${schema}`, came };
    case 'exclusiveMaximum':
      return { path, expected: `a number below ${schema}`, came };
    case 'minLength':
    case 'maxLength': {
      const bound = `${keyword === 'minLength' ? 'at least' : 'at most'} ${schema}`;
      return { path, expected: `a text of ${bound} characters`, came };
    }
    case 'pattern':
      return { path, expected: `${parentSchema?.description ?? `a text like ${schema}`}`, came };
    case 'minProperties':
    case 'maxProperties':
      return { path, expected: `${schema} keys, or ${keyword === 'minProperties' ? 'more' : 'less'}`, came };
    default:
      return { path, expected: `what the schema says of ${keyword}`, came };
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a string',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  array: 'a list',
  object: 'a dictionary',
  'string,array': 'a string or a list',
};

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
