#!/usr/bin/env node
import { runCommand } from './commands';
import { processTerminal } from './terminal';

void runCommand(process.argv.slice(2), processTerminal).then((code) => {
  process.exitCode = code;
});
