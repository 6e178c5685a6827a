/** A field that filters a page: parts with `data-filter` are hidden unless they contain all of its words. */

/** The field, which only the script shows. */
export const filterField = (): string =>
  `<p id="filter" class="hidden"><label for="words">Filter rules: </label><input id="words" type="search" autocomplete="off"> <span id="found" role="status"></span></p>`;

/** The script of the field. */
export const FILTER = `
const field = document.getElementById('words');
const parts = [...document.querySelectorAll('[data-filter]')].map((element) => [element, element.textContent.toLowerCase()]);
const groups = [...document.querySelectorAll('details')].map((element) => [element, element.open]);
document.getElementById('filter').classList.remove('hidden');
field.addEventListener('input', () => {
  const words = field.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
  let shown = 0;
  for (const [element, text] of parts) {
    const isFound = words.every((word) => text.includes(word));
    element.classList.toggle('hidden', !isFound);
    if (isFound) shown++;
  }
  for (const [element, wasOpen] of groups) {
    element.open = words.length > 0 ? element.querySelector('[data-filter]:not(.hidden)') !== null : wasOpen;
  }
  document.getElementById('found').textContent = words.length > 0 ? shown + ' of ' + parts.length : '';
});
const openTarget = () => {
  const target = document.getElementById(location.hash.slice(1));
  if (target !== null && target.tagName === 'DETAILS') target.open = true;
};
addEventListener('hashchange', openTarget);
openTarget();
`;
