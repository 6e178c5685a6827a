/** Links to the playground: the part of the address after `#` holds all that is shown. */
import { READING_OPTIONS, type ReadingId, type Readings } from '../../../machines/readings.ts';
import { MOST_CHARACTERS } from './play.ts';

/** What a link opens. */
export interface Shown {
  /** Name of a scenario of the library. */
  readonly scenario?: string | undefined;
  /** A script that is not, or no longer, that of the scenario. */
  readonly script?: string | undefined;
  /** The readings that are not the defaults. */
  readonly readings: Partial<Readings>;
  /** Those of the other side, if two outcomes are shown side by side. */
  readonly other?: Partial<Readings> | undefined;
  /** Number of the step; the last one if omitted. */
  readonly step?: number | undefined;
}

/** Writes the part of the address after `#`. */
export async function hashOf({ scenario, script, readings, other, step }: Shown): Promise<string> {
  const parts = new URLSearchParams();
  if (scenario !== undefined) parts.set('scenario', scenario);
  if (script !== undefined) parts.set('script', await packed(script));
  for (const pair of pairsOf(readings)) parts.append('reading', pair);
  if (other !== undefined) parts.append('other', pairsOf(other).join(' '));
  if (step !== undefined) parts.set('step', `${step}`);
  return parts.toString();
}

/**
 * Reads the part of an address after `#`.
 *
 * @throws Error if a part of it is not as `hashOf` writes it
 */
export async function shownBy(hash: string): Promise<Shown> {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const scenario = parts.get('scenario') ?? undefined;
  if (scenario !== undefined && !/^[\w-]{1,100}$/.test(scenario))
    throw expected('the name of a scenario', scenario);
  const script = parts.get('script') ?? undefined;
  const other = parts.get('other') ?? undefined;
  const step = parts.get('step') ?? undefined;
  if (step !== undefined && !/^\d{1,6}$/.test(step)) throw expected('the number of a step', step);
  return {
    scenario,
    script: script === undefined ? undefined : await unpacked(script),
    readings: readingsIn(parts.getAll('reading')),
    other: other === undefined ? undefined : readingsIn(other.split(' ').filter(Boolean)),
    step: step === undefined ? undefined : Number(step),
  };
}

// --- internal ---

const pairsOf = (readings: Partial<Readings>): string[] =>
  Object.entries(readings).map(([id, option]) => `${id}=${option}`);

function readingsIn(pairs: readonly string[]): Partial<Readings> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [id = '', option = ''] = pair.split('=');
      const options: readonly string[] | undefined = Object.hasOwn(READING_OPTIONS, id)
        ? READING_OPTIONS[id as ReadingId]
        : undefined;
      if (!options?.includes(option)) throw expected('a reading and one of its options', pair);
      return [id, option];
    }),
  );
}

/** A text, deflated, in the alphabet of addresses. */
async function packed(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const letters = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return letters.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The text; what inflates to more than a script may have is refused before it is all there. */
async function unpacked(letters: string): Promise<string> {
  if (!/^[\w-]*$/.test(letters)) throw expected('a script as the playground packs it', letters);
  const bytes = Uint8Array.from(atob(letters.replaceAll('-', '+').replaceAll('_', '/')), (sign) =>
    sign.charCodeAt(0),
  );
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const part of stream as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(part, { stream: true });
      if (text.length > MOST_CHARACTERS) break;
    }
  } catch {
    throw expected('a script as the playground packs it', letters);
  }
  if (text.length > MOST_CHARACTERS)
    throw new Error(`Expected a script of at most ${MOST_CHARACTERS} characters, but a longer one came.`);
  return text + decoder.decode();
}

const expected = (what: string, came: string): Error =>
  new Error(`Expected ${what} in the link, but "${came.slice(0, 60)}" came.`);
