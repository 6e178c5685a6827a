/** The API reference: a page for each entry of the package, from the docstrings. */
import { fileURLToPath } from 'node:url';
import { Application } from 'typedoc';
import { inRepository } from './places.ts';

/** The entries of the package by the folders or files that they are made from, as TypeDoc calls them. */
const NAMES: Readonly<Record<string, string>> = {
  'src/dealer': 'dealerchart',
  'src/dealer/interpreted': 'dealerchart/interpreted',
  machines: 'dealerchart/machines',
  'src/router': 'dealerchart/router',
};

const file = (path: string): string => fileURLToPath(inRepository(path));

/**
 * Writes the reference to docs/api.
 *
 * @throws Error if TypeDoc reports an error
 */
export async function writeApi(): Promise<void> {
  const application = await Application.bootstrapWithPlugins({
    entryPoints: [
      'src/dealer/index.ts',
      'src/dealer/interpreted.ts',
      'machines/index.ts',
      'src/router/index.ts',
    ].map(file),
    tsconfig: file('tsconfig.build.json'),
    plugin: ['typedoc-plugin-markdown'],
    readme: 'none',
    disableSources: true,
    skipErrorChecking: true, // That is what "npm run typecheck" is for.
    // What programs call comes first; what Error inherits from Node stays out.
    groupOrder: ['Functions', 'Classes', 'Interfaces', '*'],
    excludeExternals: true,
    excludeInternal: true,
    validation: { notExported: false },
    logLevel: 'Warn',
    ...MARKDOWN,
  });
  const project = await application.convert();
  if (project === undefined)
    throw new Error('Expected TypeDoc to read the entries of the package, but it did not.');
  for (const module of project.children ?? []) module.name = NAMES[module.name] ?? module.name;
  await application.outputs.writeOutput({ name: 'markdown', path: file('docs/api') }, project);
}

// --- internal ---

/** Options of typedoc-plugin-markdown. */
const MARKDOWN: object = {
  outputFileStrategy: 'modules',
  hideBreadcrumbs: true,
  hidePageHeader: true,
  entryFileName: 'index',
  useCustomAnchors: true,
  useCodeBlocks: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeDeclarationFormat: 'table',
  propertyMembersFormat: 'table',
  indexFormat: 'table',
};
