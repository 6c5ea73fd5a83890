#!/usr/bin/env node
import { processTerminal } from '../bin/terminal';
import { initCommand } from '../lib/commands/init/init-command';

void initCommand(process.argv.slice(2), processTerminal).then((code) => {
  process.exitCode = code;
});
