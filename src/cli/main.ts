#!/usr/bin/env node
/** The command line: one file for each command. */
import { Command } from 'commander';
import { check } from './check.ts';
import { explainCommand } from './explain.ts';
import { drawCommand } from './draw.ts';
import { judge } from './judge.ts';
import { playCommand } from './play.ts';
import { readingsCommand } from './readings.ts';
import { rulesCommand } from './rules.ts';
import { serve } from './serve.ts';
import { vectors } from './vectors.ts';
import { VERSION } from './version.ts';

// Their 1 says that a rule was broken, a scenario failed, the dealer is wrong; not that they were asked for wrongly.
for (const command of [judge, playCommand, check, explainCommand, rulesCommand, readingsCommand, vectors, drawCommand]) {
  command.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
}

await new Command('dealerchart')
  .description('The executable specification of the WAMP dealer: shared registrations and call re-routing.')
  .version(VERSION)
  .showHelpAfterError('(add --help for the options)')
  .addCommand(serve)
  .addCommand(judge)
  .addCommand(playCommand)
  .addCommand(check)
  .addCommand(explainCommand)
  .addCommand(rulesCommand)
  .addCommand(readingsCommand)
  .addCommand(vectors)
  .addCommand(drawCommand)
  .parseAsync();
