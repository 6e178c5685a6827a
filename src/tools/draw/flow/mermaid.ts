/** A flow as a sequence diagram of Mermaid. */
import type { Flow, Lifeline, MessageRow, Row } from './model.ts';
import { wrapParts } from './wrap.ts';

/** Writes a flow; all texts are escaped. */
export function drawMermaid(flow: Flow): string {
  const participants = participantsOf(flow);
  const { heading } = flow;
  const lines = [
    // A string of JSON is one of YAML, too.
    ...(heading === undefined ? [] : ['---', `title: ${JSON.stringify(heading)}`, '---']),
    'sequenceDiagram',
    ...participants.map(({ name, roles }, index) => `  participant p${index} as ${text([name, ...roles])}`),
  ];
  const across = participants.length === 1 ? 'p0' : `p0,p${participants.length - 1}`;
  const ids = flow.lifelines.map(
    ({ name }, lifeline) =>
      `p${participants.findIndex((each) => each.name === name && each.isDealer === (lifeline === flow.dealer))}`,
  );
  const ends = reroutesIn(flow);
  for (const [index, row] of flow.rows.entries()) {
    if (ends.has(index)) lines.push(`  rect ${MARK}`);
    lines.push(...draw(row, index, flow, ids, across).map((line) => `  ${line}`));
    if (row.kind === 'message' && row.refusal !== undefined && ends.get(row.refusal) === index)
      lines.push('  end');
  }
  const footnotes = flow.footnotes.map((note, index) =>
    text(wrapParts([`(${index + 1})`, ...note.split(' ')], NOTE_WIDTH)),
  );
  if (footnotes.length > 0) lines.push(`  Note over ${across}: ${footnotes.join('<br/>')}`);
  return `${lines.join('\n')}\n`;
}

// --- internal ---

/** Background of a refusal and its effects; visible on a light and on a dark page. */
const MARK = 'rgba(255, 153, 0, 0.2)';

/** Maximum width of a label, in characters. */
const LABEL_WIDTH = 36;
const NOTE_WIDTH = 60;

/** The last INVOCATION that each refusal leads to: an UNREGISTER may lead to several. */
const reroutesIn = ({ rows }: Flow): ReadonlyMap<number, number> =>
  new Map(
    rows.flatMap((row, index) =>
      row.kind === 'message' && row.refusal !== undefined ? [[row.refusal, index] as const] : [],
    ),
  );

interface Participant extends Lifeline {
  readonly isDealer: boolean;
}

/** Participants from left to right; a session that joins again is the same participant. */
function participantsOf({ lifelines, dealer }: Flow): readonly Participant[] {
  const all = lifelines.map((lifeline, index) => ({ ...lifeline, isDealer: index === dealer }));
  return all
    .filter(
      (each, index) =>
        all.findIndex(({ name, isDealer }) => name === each.name && isDealer === each.isDealer) === index,
    )
    .sort((a, b) => a.column - b.column);
}

function draw(
  row: Row,
  index: number,
  flow: Flow,
  ids: readonly string[],
  across: string,
): readonly string[] {
  switch (row.kind) {
    case 'message':
      return [`${ids[row.from]}${arrowOf(row)}${ids[row.to]}: ${text(wrapParts(row.label, LABEL_WIDTH))}`];
    case 'note':
      return [`Note over ${across}: ${text(wrapParts(row.text.split(' '), NOTE_WIDTH))}`];
    case 'begin':
      // Mermaid draws all lifelines from the top.
      return index === 0 ? [] : row.lifelines.map((one) => `Note over ${ids[one]}: comes`);
    case 'end':
      if (index === flow.rows.length - 1) return [];
      return row.lifelines.map((one) => `Note over ${ids[one]}: ${row.isLost ? 'is lost' : 'is gone'}`);
  }
}

const arrowOf = ({ isDiscarded, isMissed }: MessageRow): string => (isDiscarded || isMissed ? '-x' : '->>');

const text = (lines: readonly string[]): string => lines.map(numbered).join('<br/>');

/** Escapes characters with a meaning in Mermaid or HTML as their number. */
const numbered = (line: string): string =>
  line
    .replace(/[^\p{L}\p{N} .,_=?()[\]{}:"/'-]/gu, (sign) => `#${sign.codePointAt(0)};`)
    .replace(/\bend\b/g, '#101;nd');
