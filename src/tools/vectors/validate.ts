/** Validates a vector against its schema, with errors in plain words. */
import { createRequire } from 'node:module';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { step } from './pointer.ts';
import { VECTOR_SCHEMA } from './schema.ts';

/** A mistake: its place, the expected and the received value. */
export interface Complaint {
  /** JSON pointer. */
  readonly path: string;
  readonly expected: string;
  readonly came: string;
}

/** The first mistake of a value as a vector; undefined if it matches the schema. */
export function complaintAbout(value: unknown): Complaint | undefined {
  validate ??= compile();
  if (validate(value)) return undefined;
  return explain((validate.errors as ErrorObject[])[0] as ErrorObject);
}

// --- internal ---

/** Compiled on first use. */
let validate: ValidateFunction | undefined;

/** Loads Ajv on demand: most commands read no vector, and loading takes long. */
function compile(): ValidateFunction {
  const { Ajv } = createRequire(import.meta.url)('ajv') as typeof import('ajv');
  return new Ajv({ verbose: true, strictTypes: false, validateFormats: false }).compile(VECTOR_SCHEMA);
}

function explain({
  keyword,
  instancePath: path,
  params,
  data,
  schema,
  parentSchema,
}: ErrorObject): Complaint {
  const came = `${show(data)} came`;
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
      return { path, expected: 'only keys of docs/vectors.md to begin with x_', came: `${key} came` };
    }
    case 'type':
      return { path, expected: KINDS[`${params.type}`] ?? `${params.type}`, came };
    case 'enum':
      return { path, expected: (schema as unknown[]).join(' or '), came };
    case 'minItems':
      return { path, expected: 'at least one item', came: 'the list is empty' };
    case 'minimum':
      return { path, expected: `a number of at least ${schema}`, came };
    case 'exclusiveMaximum':
      return { path, expected: `a number below ${schema}`, came };
    case 'minProperties':
    case 'maxProperties':
      return { path, expected: `${schema} keys, or ${keyword === 'minProperties' ? 'more' : 'less'}`, came };
    default:
      return { path, expected: `what the schema says of ${keyword}`, came };
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a string',
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
