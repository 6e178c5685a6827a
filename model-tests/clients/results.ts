/** Results of the conformance suite in files. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readResult } from '../../src/tools/conform/report/json.ts';
import type { Result } from '../../src/tools/conform/result.ts';

/** A folder that is deleted after the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'dealerchart-conform-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

export const resultIn = (file: string): Result => readResult(readFileSync(file, 'utf8'), file);
