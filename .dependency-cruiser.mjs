/** Layers of the source tree, checked by `npm run layers`; docs/ARCHITECTURE.md says why. */

/** Files of any package. */
const PACKAGES = '(^|/)node_modules/';

/** What the playground runs in a browser. */
const IN_A_PAGE = [
  'src/wire/(entry|lines)',
  'src/tools/scenario/(?!library|systems/(router|index))',
  'src/tools/explain/(?!difference-text|path)',
  'src/tools/(trace|judge|draw/flow|playground)/',
].join('|');

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
    layer('machines', []),
    layer('src/compiler', ['machines']),
    layer('src/dealer', ['machines']),
    layer('src/wire', ['machines', 'src/dealer']),
    layer('src/router', ['machines', 'src/dealer', 'src/wire']),
    layer('src/tools', ['machines', 'src/compiler', 'src/dealer', 'src/wire', 'src/router']),
    rule('no Node modules', `^(machines|src/dealer|${IN_A_PAGE})`, { dependencyTypes: ['core'] }),
    rule('no packages', '^(machines|src/dealer)/', { path: PACKAGES, pathNot: '/(xstate|ts-pattern)/' }),
    rule('no library in a step', '^machines/(steps|vocabulary)/', { path: PACKAGES }),
    rule('XState is run by charts and the interpreted driver', '^src/(?!dealer/engine/interpreted)', {
      path: '/xstate/',
      dependencyTypesNot: ['type-only'],
    }),
  ],
  options: {
    exclude: { path: '\\.test(-helper)?\\.ts$' },
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
  },
};

/** A folder that imports itself, the folders given, and packages. */
function layer(folder, below) {
  const name = `${folder} imports ${below.join(', ') || 'no other folder'}`;
  const allowed = [folder, ...below].join('|');
  return rule(name, `^${folder}/`, { path: '^(machines|src)/', pathNot: `^(${allowed})/` });
}

/** A rule that is broken by each import from files at `path` that matches `to`. */
function rule(name, path, to) {
  return { name, severity: 'error', from: { path }, to };
}
