/**
 * Nearly valid frames, from joined clients and others: none affects another client, and the memory of the router's
 * process does not grow.
 *
 * `FRAMES=1000000 npx vitest run model-tests/clients/frames.test.ts` sends a million; `SEED` selects others.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SERIALISATIONS } from '../../src/wire/serialisations.ts';
import { randomFrom } from '../random.ts';
import { BYSTANDERS, withBystanders } from './bystanders.ts';
import { type Maker, MESSAGES, randomFrame } from './frames.ts';
import { Line } from './line.ts';
import { serve } from './process.ts';

const FRAMES = Number(process.env.FRAMES ?? 6_000);
const SEED = Number(process.env.SEED ?? 20_261_128);
/** Number of simultaneous connections. */
const LINES = 4;
/** Growth of the process's memory allowed after the first tenth of the frames, in bytes: heaps grow in large steps. */
const NOISE = 96 * 2 ** 20;

const HELLO = [1, 'realm1', { roles: { caller: {}, callee: {} } }];

describe.each([...SERIALISATIONS.values()])('of random frames on $protocol', (serialisation) => {
  const { protocol, binary } = serialisation;
  const frameOf = (message: readonly unknown[]): Buffer => Buffer.from(serialisation.write(message));
  const maker: Maker = { protocol, binary, valid: MESSAGES.map(frameOf) };

  test(
    'none reaches another connection, or stays in memory',
    async () => {
      const router = await serve();
      const bystandersStillWork = await withBystanders(router.url);
      const random = randomFrom(SEED);
      const send = async (count: number): Promise<void> => {
        let left = count;
        await Promise.all(Array.from({ length: LINES }, () => sendFrom(() => left-- > 0)));
        await bystandersStillWork();
      };

      /** Sends frames over one connection after the other, half of which join first. */
      const sendFrom = async (mayGoOn: () => boolean): Promise<void> => {
        let line: Line | undefined;
        let sent: Buffer[] = [];
        while (mayGoOn()) {
          if (!line?.isOpen) {
            line = await Line.open(router.url, protocol);
            sent = [];
            if (random() < 0.5) line.send(frameOf(HELLO), binary);
          }
          const frame = randomFrame(maker, random);
          sent.push(frame);
          line.send(frame, binary);
          await line.settled().catch((error: Error) => {
            throw new Error(`${error.message} SEED=${SEED}, frames of the connection:\n${hexOf(sent)}`);
          });
        }
        line?.reset();
      };

      const share = Math.ceil(FRAMES / 3 / 10);
      await send(share);
      const before = memoryOf(router.pid);
      for (let tenth = 1; tenth < 10; tenth++) await send(share);
      await expect.poll(() => sizeOf(router.url), { timeout: 10_000 }).toMatchObject(BYSTANDERS);
      if (before !== undefined) expect((memoryOf(router.pid) as number) - before).toBeLessThan(NOISE);
    },
    30_000 + FRAMES * 10,
  );
});

// --- internal ---

const hexOf = (frames: readonly Buffer[]): string =>
  frames.map((frame) => frame.toString('hex').slice(0, 400)).join('\n');

async function sizeOf(url: string): Promise<unknown> {
  const answer = await fetch(new URL('/healthz', url.replace(/^ws/, 'http')));
  return answer.json();
}

/** Resident memory of a process in bytes, if the operating system reports it. */
function memoryOf(pid: number): number | undefined {
  const path = `/proc/${pid}/statm`;
  if (!existsSync(path)) return undefined;
  return Number(readFileSync(path, 'utf8').split(' ')[1]) * 4_096;
}
