/** Validates a vector against its schema, with errors in plain words. */
import { validator } from '../../wire/schema.ts';
import { VECTOR_SCHEMA } from './schema.ts';

/** The first mistake of a value as a vector; undefined if it matches the schema. */
export const complaintAbout = validator(VECTOR_SCHEMA, 'only keys of docs/vectors.md to begin with x_');
