/** A table whose rows are kept while they stay: a click or the focus on one of them is not lost to an update. */
import { element, setText } from './dom.ts';

export interface Column<Row> {
  readonly title: string;
  /** Class of its cells. */
  readonly class?: string;
  /** Fills a cell; it is called for each update. */
  readonly fill: (cell: HTMLTableCellElement, row: Row) => void;
}

/** Fills a cell with a text. */
export const text =
  <Row>(words: (row: Row) => string) =>
  (cell: HTMLTableCellElement, row: Row): void =>
    setText(cell, words(row));

export class LiveTable<Row> {
  private readonly columns: readonly Column<Row>[];
  private readonly keyOf: (row: Row) => string;
  private readonly body = element('tbody');
  private readonly empty: HTMLElement;
  private readonly table: HTMLTableElement;
  private rows = new Map<string, HTMLTableRowElement>();

  /**
   * @param place where the table is shown
   * @param keyOf identifies a row
   * @param nothing text shown while there are no rows
   */
  constructor(
    place: Element,
    columns: readonly Column<Row>[],
    keyOf: (row: Row) => string,
    nothing: string,
    rowClass: (row: Row) => string = () => '',
  ) {
    this.columns = columns;
    this.keyOf = keyOf;
    this.rowClass = rowClass;
    const titles = columns.map(({ title, class: name }) =>
      element('th', { scope: 'col', class: name }, title),
    );
    this.empty = element('p', { class: 'aside nothing' }, nothing);
    this.table = element('table', {}, element('thead', {}, element('tr', {}, ...titles)), this.body);
    place.replaceChildren(this.table, this.empty);
  }

  private readonly rowClass: (row: Row) => string;

  /** Shows these rows, in this order. */
  show(rows: readonly Row[]): void {
    const before = this.rows;
    this.rows = new Map();
    let next = this.body.firstElementChild;
    for (const row of rows) {
      const key = this.keyOf(row);
      if (this.rows.has(key)) continue;
      const line = before.get(key) ?? this.create();
      before.delete(key);
      this.rows.set(key, line);
      for (const [index, { fill }] of this.columns.entries())
        fill(line.cells[index] as HTMLTableCellElement, row);
      const name = this.rowClass(row);
      if (line.className !== name) line.className = name;
      if (line === next) next = line.nextElementSibling;
      else this.body.insertBefore(line, next);
    }
    for (const line of before.values()) line.remove();
    this.table.hidden = rows.length === 0;
    this.empty.hidden = rows.length > 0;
  }

  // --- internal ---

  private create(): HTMLTableRowElement {
    return element('tr', {}, ...this.columns.map(({ class: name }) => element('td', { class: name })));
  }
}
