#!/usr/bin/env node
import { processTerminal } from './terminal';

const help = `Usage: cdk8s-backend COMMAND

  secrets   create the Secrets that rendered manifests need; see cdk8s-backend secrets --help
`;

async function main([command, ...args]: readonly string[]): Promise<number> {
  if (command === 'secrets') {
    const { secretsCommand } = await import('../lib/secrets-command/secrets-command');
    return secretsCommand(args, processTerminal);
  }
  if (command === '--help' || command === '-h') {
    processTerminal.write(help);
    return 0;
  }
  processTerminal.complain(
    `${command === undefined ? 'cdk8s-backend: a command is missing' : 'cdk8s-backend: there is no such command'}\n${help}`,
  );
  return 2;
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
