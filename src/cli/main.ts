#!/usr/bin/env node
/** The command line: one file for each command. */
import { Command } from 'commander';
import { check } from './check.ts';
import { drawCommand } from './draw.ts';
import { explainCommand } from './explain.ts';
import { judge } from './judge.ts';
import { playCommand } from './play.ts';
import { readingsCommand } from './readings.ts';
import { rulesCommand } from './rules.ts';
import { serve } from './serve.ts';
import { vectors } from './vectors.ts';
import { VERSION } from './version.ts';

/** Their exit code 1 says that a rule was broken, a scenario failed, the dealer is wrong; bad options end them with 2. */
const ASKING = [
  judge,
  playCommand,
  check,
  drawCommand,
  explainCommand,
  rulesCommand,
  readingsCommand,
  vectors,
];

for (const command of ASKING) {
  command.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
}

const program = new Command('dealerchart')
  .description('The executable specification of the WAMP dealer: shared registrations and call re-routing.')
  .version(VERSION)
  .showHelpAfterError('(add --help for the options)');
for (const command of [serve, ...ASKING]) program.addCommand(command);
await program.parseAsync();
