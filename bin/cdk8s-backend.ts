#!/usr/bin/env node
import { processTerminal } from './terminal';

const help = `Usage: cdk8s-backend COMMAND

  check     run the rules over folders of manifests, whoever wrote them; see cdk8s-backend check --help
  plan      say what would change in a cluster, and how dangerous it is; see cdk8s-backend plan --help
  secrets   create the Secrets that rendered manifests need; see cdk8s-backend secrets --help
  seal      encrypt a value for the Sealed Secrets controller; see cdk8s-backend seal --help
  scan      look for credentials in rendered manifests, with the rules of secretlint; see cdk8s-backend scan --help
`;

// Each is loaded when it is run: none has to wait for the others' dependencies.
const commands = {
  check: async () => (await import('../lib/commands/check/check-command')).checkCommand,
  plan: async () => (await import('../lib/commands/plan/plan-command')).planCommand,
  secrets: async () => (await import('../lib/commands/secrets/secrets-command')).secretsCommand,
  seal: async () => (await import('../lib/commands/seal/seal-command')).sealCommand,
  scan: async () => (await import('../lib/commands/scan/scan-command')).scanCommand,
};

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === '--help' || name === '-h') {
    processTerminal.write(help);
    return 0;
  }
  if (name !== undefined && Object.hasOwn(commands, name)) {
    const command = await commands[name as keyof typeof commands]();
    return command(args, processTerminal);
  }
  processTerminal.complain(
    `${name === undefined ? 'cdk8s-backend: a command is missing' : 'cdk8s-backend: there is no such command'}\n${help}`,
  );
  return 2;
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
