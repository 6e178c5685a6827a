/** The JSON schema of configuration files, by which editors complete and check them. */
import { READINGS } from '../../machines/readings/index.ts';
import { READING_OPTIONS, type ReadingId } from '../../machines/readings.ts';
import type { Schema } from '../router/option-kinds.ts';
import { CONFIGURATION, SETTINGS, type Setting } from './settings.ts';

/** The schema, made from the table that checks the settings. */
export function configurationSchema(): Schema {
  const { $schema, ...settings } = propertiesOf(CONFIGURATION.schema);
  const described = mapped(settings, (name, schema) => {
    const { meaning, default: value } = SETTINGS[name] as Setting;
    return annotated(name === 'readings' ? readingsSchema(schema) : schema, meaning, value);
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of dealerchart serve',
    ...CONFIGURATION.schema,
    properties: { $schema, ...described },
  };
}

// --- internal ---

type Properties = Readonly<Record<string, Schema>>;

const propertiesOf = ({ properties }: Schema): Properties => properties as Properties;

const readingsSchema = (schema: Schema): Schema => ({
  ...schema,
  properties: mapped(propertiesOf(schema), (id, option) =>
    annotated(option, READINGS[id as ReadingId].question, READING_OPTIONS[id as ReadingId][0]),
  ),
});

const annotated = (schema: Schema, description: string, value: unknown): Schema => ({
  description,
  ...(value !== undefined && { default: value }),
  ...schema,
});

const mapped = (properties: Properties, change: (name: string, schema: Schema) => Schema): Properties =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, change(name, schema)]));
