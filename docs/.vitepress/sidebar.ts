/** What stands beside a page: the parts of the site, and within a part its pages. */
import type { DefaultTheme } from 'vitepress';
import { CHART_NAMES } from '../../src/chart/index.ts';
import { families, FAMILIES } from './pages/scenarios.ts';
import { documents, pageFor, titleOf } from './places.ts';

type Item = DefaultTheme.SidebarItem;

const item = (text: string, link: string): Item => ({ text, link });

export const GUIDES: readonly Item[] = [
  item('Play scenarios', '/scenarios.md'),
  item('Check everything', '/check.md'),
];

/** @returns the items by what the paths of the pages begin with */
export function sidebar(): DefaultTheme.SidebarMulti {
  const pages = [
    { text: 'Guides', items: [...GUIDES] },
    { text: 'Recipes', items: documentsIn('docs/recipes/') },
    {
      text: 'What must happen',
      items: [
        item('Rules and readings', '/rules.md'),
        ...CHART_NAMES.map((name) => item(`Chart: ${name}`, `/chart/${name}.md`)),
        item('How charts are written', '/project/specification.md'),
        item('Scenarios', '/library/'),
      ],
    },
    {
      text: 'The project',
      items: [
        item('API', '/api/'),
        item('Logs', '/log.md'),
        item('Architecture', '/ARCHITECTURE.md'),
        item('Decisions', '/project/decisions.md'),
        item('Mutants', '/mutants.md'),
        item('Contributing', '/project/contributing.md'),
        item('Changes', '/project/changelog.md'),
      ],
    },
  ];
  return { '/': pages, ...libraries() };
}

// --- internal ---

const documentsIn = (folder: string): Item[] =>
  documents()
    .filter((path) => path.startsWith(folder))
    .map((path) => item(titleOf(path), pageFor(path)));

/** Beside a scenario, those of its family; all of them beside each would be most of every page. */
function libraries(): DefaultTheme.SidebarMulti {
  const all = Object.entries(FAMILIES).map(([family, title]) => item(title, `/library/#${family}`));
  const own = families().map(([family, title, scenarios]) => [
    `/library/${family}-`,
    [
      { text: title, items: scenarios.map(([name, scenario]) => item(scenario.title, `/library/${name}.md`)) },
      { text: 'All scenarios', items: [item('Overview', '/library/'), ...all] },
    ],
  ]);
  return Object.fromEntries(own);
}
