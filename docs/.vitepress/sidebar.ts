/** Sidebars of pages: the parts of the site, and within a part its pages. */
import type { DefaultTheme } from 'vitepress';
import { CHART_NAMES } from '../../src/compiler/chart/index.ts';
import { FAMILIES, families } from './pages/scenarios.ts';
import { linksIn, pageFor, titleOf } from './places.ts';

type Item = DefaultTheme.SidebarItem;

const item = (text: string, link: string): Item => ({ text, link });

const GUIDES: readonly Item[] = [
  item('Consult the specification', '/consult.md'),
  item('Embed the dealer', '/embed.md'),
  item('Run it as a router', '/serve.md'),
  item('Look into a router', '/inspector.md'),
  item('Authentication', '/authentication.md'),
  item('In production', '/production.md'),
  item('Beside a broker', '/beside-a-broker.md'),
  item('Payloads', '/payloads.md'),
  item('Client libraries', '/clients.md'),
  item('Judge any router', '/conform.md'),
  item('Judge a log', '/judge.md'),
  item('Between clients and router', '/proxy.md'),
  item('Draw charts', '/diagrams.md'),
  item('Draw message flows', '/flows.md'),
  item('Test vectors', '/vectors.md'),
  item('Play and write scenarios', '/scenarios.md'),
  item('Exhaustion', '/check.md'),
  item('TLA+', '/formal.md'),
];

/** @returns the items, by prefix of the pages' paths */
export function sidebar(): DefaultTheme.SidebarMulti {
  const pages = [
    { text: 'Guides', items: [...GUIDES] },
    { text: 'Recipes', items: recipes() },
    {
      text: 'What must happen',
      items: [
        item('Rules', '/rules.md'),
        item('Readings', '/readings.md'),
        item('Errors', '/errors.md'),
        item('Coverage of the texts', '/coverage.md'),
        item('Errata of the text', '/errata.md'),
        item('Other routers', '/routers.md'),
        item('Conformance of routers', '/conformance/'),
        item('Faults found by the suite', '/conformance/notes.md'),
        item('Composition of the charts', '/charts/index.md'),
        ...CHART_NAMES.map((name) => item(`Chart: ${name}`, `/charts/${name}.md`)),
        item('How to read the charts', '/project/specification.md'),
        item('All scenarios', '/library/'),
      ],
    },
    {
      text: 'The project',
      items: [
        item('API', '/api/'),
        item('Logs', '/log.md'),
        item('Cases of the conformance suite', '/conformance-cases.md'),
        item('Architecture', '/ARCHITECTURE.md'),
        item('Decisions', '/project/decisions.md'),
        item('Mutants', '/mutants.md'),
        item('The site', '/site.md'),
        item('Contributing', '/project/contributing.md'),
        item('Changes', '/project/changelog.md'),
      ],
    },
  ];
  return { '/': pages, ...libraries() };
}

// --- internal ---

/** The recipes in the order of their overview. */
const recipes = (): Item[] => [
  item('Overview', '/recipes/'),
  ...linksIn('docs/recipes/index.md')
    .filter((path) => path.startsWith('docs/recipes/'))
    .map((path) => item(titleOf(path), pageFor(path))),
];

/** Sidebars of scenarios, each with its family only: all scenarios would fill most of every page. */
function libraries(): DefaultTheme.SidebarMulti {
  const all = Object.entries(FAMILIES).map(([family, title]) => item(title, `/library/#${family}`));
  const own = families().map(([family, title, scenarios]) => [
    `/library/${family}-`,
    [
      {
        text: title,
        items: scenarios.map(([name, scenario]) =>
          item(scenario.title.replaceAll('`', ''), `/library/${name}.md`),
        ),
      },
      { text: 'All scenarios', items: [item('Overview', '/library/'), ...all] },
    ],
  ]);
  return Object.fromEntries(own);
}
