/** The page of a scenario, as paragraphs and blocks. */

/**
 * The paragraphs of some prose.
 *
 * @param isFirst true if it begins with the heading of the page, which is omitted
 */
export function paragraphsOf(prose: string, isFirst: boolean): string[] {
  const text = isFirst ? prose.replace(/^.*\n/, '') : prose;
  return text
    .split(/\n[ \t]*(?=\n)/)
    .map((paragraph) => paragraph.replace(/^\n+|\s+$/g, ''))
    .filter((paragraph) => paragraph !== '');
}

/** Writer of a page that maps each line to its source. */
export class Page {
  private readonly lines: string[] = [];
  private readonly paths: string[] = [];

  /** Adds a paragraph, after a blank line. */
  paragraph(text: string, path: string): void {
    if (this.lines.length > 0) this.add('', path);
    for (const line of text.split('\n')) this.add(line, path);
  }

  /**
   * Adds a block.
   *
   * @param info text after the fence
   * @param lines with the source of each
   */
  block(info: string, path: string, lines: readonly PageLine[]): void {
    this.paragraph(`\`\`\`${info}`, path);
    for (const line of lines) this.add(line.text, line.path);
    this.add('```', path);
  }

  get text(): string {
    return `${this.lines.join('\n')}\n`;
  }

  /** @param line number, from 1 */
  pathOf(line: number): string {
    return this.paths[Math.min(line, this.paths.length) - 1] ?? '';
  }

  // --- internal ---

  private add(line: string, path: string): void {
    this.lines.push(line);
    this.paths.push(path);
  }
}

export interface PageLine {
  readonly text: string;
  /** JSON pointer to its source. */
  readonly path: string;
}
