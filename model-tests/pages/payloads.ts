/** docs/payloads.md: how each kind of value arrives, from the table that the tests of the serialisations use. */
import { KINDS, type Kind, SERIALISATION_NAMES, type SerialisationName } from '../../src/wire/kinds.ts';
import { MESSAGE_LIMITS } from '../../src/wire/limits.ts';
import { counted, MADE, tableOf } from './tables.ts';

export function payloadsPage(): string {
  const groups = [...new Set(KINDS.map(({ group }) => group))];
  return `${[MADE, '', ...INTRODUCTION, ...groups.flatMap(sectionOf)].join('\n').trimEnd()}\n`;
}

// --- internal ---

const INTRODUCTION = `# Payloads

Arguments and ArgumentsKw are meant for the other client; the router does not interpret them. It keeps the bytes that it
received and sends them behind the head of its own message.

- **Between clients of one serialisation** they arrive byte for byte: floats keep their size, dictionaries the order of
  their keys and duplicate ones, and JSON its escapes and white space.
- **Between clients of different serialisations** they are converted, and every value keeps its type: an integer of any
  size arrives as that integer, a float as a float (\`1.0\` does not become \`1\`), bytes as bytes, and an instant as the
  same instant. In JSON, bytes are a string of a NUL character and Base64, as WAMP defines it.
- **A value that the receiver's serialisation cannot express** is never replaced by a similar one. The message is
  undeliverable: an INVOCATION goes to the next callee, and if there is none, or in place of a RESULT or ERROR, the
  caller gets ERROR \`wamp.error.invalid_payload\` with the reason from these tables. The receiver's session and its other
  calls are not affected.

Options and Details are meant for the router. It parses them, and writes those that it forwards itself: a \`1.0\` in the
Details of an ERROR may arrive as \`1\`.

Each message is checked before any of it is used: the whole frame must be well-formed, with lists and dictionaries nested
at most ${MESSAGE_LIMITS.depth} deep, and at most ${counted(MESSAGE_LIMITS.items)} values and keys, ${counted(MESSAGE_LIMITS.read)} of them outside of the payload. A tag of CBOR counts
as one level and one value, and a chunk of a text or byte string as one value. The router aborts a session that sends
anything else, with \`wamp.error.protocol_violation\`.

The tables show what a client sends; MessagePack and CBOR are in hexadecimal. *Arrives as* is what a client of that
serialisation receives from one of another. *Refused* is why such a value cannot be delivered to it.
`.split('\n');

const sectionOf = (group: string): string[] => [
  `## ${group}`,
  '',
  ...tableOf(['kind', ...SERIALISATION_NAMES], KINDS.filter((kind) => kind.group === group).map(rowOf)),
  '',
];

const rowOf = (kind: Kind): string[] => [
  escaped(kind.title),
  ...SERIALISATION_NAMES.map((name) => cellOf(kind, name)),
];

function cellOf({ sent, arrives = {}, refused = {} }: Kind, name: SerialisationName): string {
  const [own, other, reason] = [sent[name], arrives[name], refused[name]];
  const parts = [
    own === undefined ? undefined : codeOf(own),
    other === undefined ? undefined : `arrives as ${codeOf(other)}`,
    reason === undefined ? undefined : `refused: ${escaped(reason)}`,
  ];
  return parts.filter((part) => part !== undefined).join('<br>');
}

const codeOf = (form: string): string => `\`${form.length > 44 ? `${form.slice(0, 20)}…` : form}\``;

const escaped = (text: string): string => text.replaceAll('|', '\\|').replaceAll('__', '\\_\\_');
