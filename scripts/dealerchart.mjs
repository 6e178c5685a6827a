#!/usr/bin/env node
/** The program `dealerchart`. In a clone, it builds the command line first if sources have changed; the package has none. */
import { existsSync } from 'node:fs';
import process from 'node:process';

const builder = new URL('build.mjs', import.meta.url);
if (existsSync(builder)) await import(builder);
if (process.exitCode === undefined) await import('../dist/src/cli/main.js');
