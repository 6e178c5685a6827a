/** docs/payloads.md: how each kind of value arrives, from the table that the serialisations are tried with. */
import { KINDS, type Kind, SERIALISATION_NAMES, type SerialisationName } from '../../src/wire/kinds.ts';
import { MESSAGE_LIMITS } from '../../src/wire/limits.ts';
import { counted, MADE, tableOf } from './tables.ts';

export function payloadsPage(): string {
  const groups = [...new Set(KINDS.map(({ group }) => group))];
  return `${[MADE, '', ...INTRODUCTION, ...groups.flatMap(sectionOf)].join('\n').trimEnd()}\n`;
}

// --- internal ---

const INTRODUCTION = `# Payloads

Arguments and ArgumentsKw are for the client at the other end, and the router does not look into them. It keeps the bytes
that came and puts them behind the head of its own message.

- **Between clients of one serialisation** they arrive byte for byte: floats keep their size, keys their order, also keys
  given twice, and JSON its escapes and blanks.
- **Between clients of different serialisations** they are written anew, and every value arrives as what it is: an
  integer as an integer of any size, a float as a float (\`1.0\` is none of \`1\`), bytes as bytes, an instant as the same
  instant. In JSON, bytes are a string of a NUL character and Base64, as WAMP has it.
- **What the receiver's serialisation has no form for** does not arrive as something else. The message cannot be
  delivered, and the sender's request fails with an ERROR that says why, in the words of the tables below. The
  receiver's session and its other calls go on.

Options and Details are for the router. It reads them, and writes what it passes on: a \`1.0\` in the Details of an
ERROR may arrive as \`1\`.

What comes in is checked before anything of it is used. The whole frame has to be well-formed, with lists and dictionaries
nested ${MESSAGE_LIMITS.depth} deep at most, and ${counted(MESSAGE_LIMITS.items)} values and keys at most. No more than ${counted(MESSAGE_LIMITS.read)} of these may be outside of the
payload. A tag of CBOR counts as one level and one value, and a chunk of a text or byte string as one value. The router
aborts a session that sends anything else with \`wamp.error.protocol_violation\`.

The tables have what a client sends, MessagePack and CBOR in hexadecimal. *Arrives as* says what a client of that
serialisation receives where nobody can send it so; *refused* why it receives nothing, if the sender's is another one.
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
