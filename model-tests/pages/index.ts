/** Generated pages and schemas, by their path in the repository. */
import { configurationSchema } from '../../src/cli/schema.ts';
import { PRINCIPALS_SCHEMA } from '../../src/router/authentication/document.ts';
import { RESULT_SCHEMA } from '../../src/tools/conform/report/schema.ts';
import type { StateSpace } from '../state-space.ts';
import { casesPage } from './cases.ts';
import { CHART_PAGES } from './charts.ts';
import { conformancePage } from './conformance.ts';
import { coveragePage } from './coverage.ts';
import { diagrams } from './diagrams.ts';
import { errataPage } from './errata.ts';
import { errorsPage } from './errors.ts';
import { FLOW_PAGES } from './flows.ts';
import { formalPage } from './formal.ts';
import { JUDGED_FILE, judgedFacts } from './judged.ts';
import { payloadsPage } from './payloads.ts';
import { readingsPage } from './readings.ts';
import { routersPage } from './routers.ts';
import { rulesPage } from './rules.ts';

export const PAGES: Readonly<Record<string, (space: StateSpace) => string | Promise<string>>> = {
  'docs/errors.md': errorsPage,
  ...CHART_PAGES,
  'docs/conformance-cases.md': casesPage,
  'docs/conformance/index.md': conformancePage,
  'docs/coverage.md': coveragePage,
  'docs/errata.md': errataPage,
  'docs/formal.md': formalPage,
  'docs/payloads.md': payloadsPage,
  'docs/readings.md': readingsPage,
  'docs/routers.md': routersPage,
  'docs/rules.md': rulesPage,
  'schemas/conformance.json': () => printJson(RESULT_SCHEMA),
  'schemas/principals.json': () => printJson(PRINCIPALS_SCHEMA),
  'schemas/router.json': () => printJson(configurationSchema()),
  [JUDGED_FILE]: judgedFacts,
  ...diagrams(),
  ...FLOW_PAGES,
};

// --- internal ---

function printJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
