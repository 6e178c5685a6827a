/** Arguments of calls, the same at every run. */
import type { Encoding } from './encoding.ts';

/** One list of small dictionaries that take about `size` bytes in this serialisation. */
export function records(encoding: Encoding, size: number): readonly unknown[] {
  const perRecord = encoding.encode(Array.from({ length: 100 }, (_, index) => recordOf(index))).length / 100;
  return [Array.from({ length: Math.round(size / perRecord) }, (_, index) => recordOf(index))];
}

/** One string of bytes. */
export function bytes(size: number): readonly unknown[] {
  let state = 1;
  const next = (): number => {
    state = (state * 48_271) % 0x7fff_ffff;
    return state & 0xff;
  };
  return [Uint8Array.from({ length: size }, next)];
}

// --- internal ---

const PLACES = ['roof', 'cellar', 'north wall', 'Büro 2', 'façade'];

/** A record of a sensor: its decimals are short, as people and instruments round them. */
function recordOf(index: number): object {
  return {
    id: 100_000 + 37 * index,
    name: `sensor-${index}`,
    place: PLACES[index % PLACES.length],
    celsius: (((index * 7_919) % 6_000) - 2_000.5) / 100,
    humidity: (((index * 613) % 1_000) + 0.5) / 1_000,
    active: index % 3 !== 0,
    battery: index % 101,
    at: { east: (85_417 + index) / 1e4, north: (473_769 - index) / 1e4 },
    labels: ['a', `row ${index % 7}`],
  };
}
