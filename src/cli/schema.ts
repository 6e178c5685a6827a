/** The JSON schema of configuration files, by which editors complete and check them. */
import type { Schema } from '../router/kinds.ts';
import { CONFIGURATION, SETTINGS } from './settings.ts';

/** The schema, made from the table that checks the settings. */
export function configurationSchema(): Schema {
  const { $schema, ...properties } = CONFIGURATION.schema.properties as Record<string, Schema>;
  const described = Object.entries(properties).map(([name, schema]) => {
    const { meaning, default: value } = SETTINGS[name] as (typeof SETTINGS)[string];
    return [name, { description: meaning, ...(value !== undefined && { default: value }), ...schema }];
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of dealerchart serve',
    ...CONFIGURATION.schema,
    properties: { $schema, ...Object.fromEntries(described) },
  };
}
