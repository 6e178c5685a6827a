/** Filter of the cases on a page: by verdict, family and text. Without its script the page shows every case. */
import { escapeHtml } from '../../../report/page.ts';
import type { Verdict } from '../../result.ts';
import { BY_SEVERITY, SEVERITY } from '../verdicts.ts';
import { shortOf } from './words.ts';

export interface FilterChoices {
  readonly verdicts: readonly Verdict[];
  /** Titles of the families, by their ids. */
  readonly families: Readonly<Record<string, string>>;
  /** True if cases may have the verdict `DIFFERS`. */
  readonly canDiffer?: boolean;
}

/** Marks a case with different verdicts, beside them. */
export const DIFFERS = 'differs';

/** The form, which the script shows. */
export function filterHtml({ verdicts, families, canDiffer = false }: FilterChoices): string {
  const those = SEVERITY.filter((verdict) => verdicts.includes(verdict));
  const failures = those.filter((verdict) => BY_SEVERITY[verdict].tone === 'bad');
  const option = (value: string, text: string): string =>
    `<option value="${escapeHtml(value)}">${escapeHtml(text)}</option>`;
  return [
    '<form class="filter" role="search" aria-label="Filter of the cases" hidden>',
    '<label>Verdict <select name="verdict">',
    option('', 'all'),
    ...(canDiffer ? [option(DIFFERS, 'different verdicts')] : []),
    ...(failures.length > 1 ? [option(failures.join('|'), 'every failure')] : []),
    ...those.map((verdict) => option(verdict, shortOf(verdict))),
    '</select></label>',
    '<label>Family <select name="family">',
    option('', 'all'),
    ...Object.entries(families).map(([family, title]) => option(family, title)),
    '</select></label>',
    '<label>Text <input type="search" name="text" autocomplete="off"></label>',
    '<output aria-live="polite"></output>',
    '</form>',
  ].join('\n');
}

export const FILTER_STYLE = `.filter { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: 1rem 0; }
.filter[hidden] { display: none; }
.filter label { display: flex; gap: .4rem; align-items: center; min-width: 0; }
.filter select { min-width: 0; max-width: 17rem; }
[hidden] { display: none !important; }
`;

/** Hides the cases that do not match, and families without cases; opens the case that a link leads to. */
export const FILTER_SCRIPT = `(() => {
  const form = document.querySelector('.filter');
  const cases = [...document.querySelectorAll('.case')].map((element) => ({
    element,
    text: (element.dataset.text ?? element.querySelector('summary').textContent + ' ' + element.dataset.rules).toLowerCase(),
    verdicts: element.dataset.verdicts.split('|'),
    family: element.dataset.family,
  }));
  const families = [...document.querySelectorAll('.family')];
  const apply = () => {
    const { verdict, family, text } = form.elements;
    const wanted = verdict.value.split('|');
    const words = text.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    for (const one of cases) {
      const fits = (verdict.value === '' || one.verdicts.some((each) => wanted.includes(each))) &&
        (family.value === '' || one.family === family.value) && words.every((word) => one.text.includes(word));
      one.element.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const section of families) section.hidden = !section.querySelector('.case:not([hidden])');
    form.querySelector('output').textContent = shown === cases.length ? shown + ' cases' : shown + ' of ' + cases.length + ' cases';
  };
  const open = () => {
    const target = location.hash === '' ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const element = target?.closest('.case');
    if (!element) return;
    if (element.hidden) { form.reset(); apply(); }
    if (element.tagName === 'DETAILS') element.open = true;
    element.scrollIntoView();
  };
  form.hidden = false;
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('hashchange', open);
  apply();
  open();
})();`;
