import { expect, test } from 'vitest';
import { DEFAULT_READINGS, READING_IDS, READING_OPTIONS } from '../machines/readings.ts';
import { judge } from '../src/judge/judge.ts';
import { Recorder } from './recorder.ts';
import { randomFrom } from './stage.ts';
import { Walk } from './walk.ts';

const variants = READING_IDS.flatMap((id) => READING_OPTIONS[id].map((o) => ({ [id]: o })));
const STEPS = Number(process.env.STEPS ?? 3000);
test('walks', () => {
  const held: Record<string, number> = {};
  const shown: Record<string, number> = {};
  let n = 0, time = 0;
  variants.forEach((readings, index) => {
    for (const seed of [index * 3 + 1, index * 3 + 2]) {
    const rec = new Recorder({ random: randomFrom(seed), readings });
    const walk = new Walk(seed, seed % 2 ? undefined : { sessions: 12, procedures: 1 });
    for (let i = 0; i < STEPS; i++) walk.learn(rec.play(walk.next()));
    const t = performance.now();
    const verdicts = judge(rec.log, readings);
    time += performance.now() - t; n += rec.log.length;
    for (const v of verdicts) {
      held[v.rule] = (held[v.rule] ?? 0) + v.held;
      for (const b of v.broken.slice(0, 3)) {
        shown[v.rule] = (shown[v.rule] ?? 0) + 1;
        if ((shown[v.rule] ?? 0) > 3) continue;
        console.log(v.rule, JSON.stringify(readings), seed, v.broken.length, b.line, b.says, '\n' + rec.log.slice(Math.max(0, b.line - 6), b.line + 3).map((e, k) => `${Math.max(0, b.line - 6) + k + 1} ${JSON.stringify(e)}`).join('\n'));
      }
    }
    }
  });
  console.log(JSON.stringify(held), JSON.stringify(shown), n, time / n * 1000);
});
