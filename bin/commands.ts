import { Command, versionText } from '../lib/commands/command';
import { columns } from '../lib/commands/help-text';
import { Terminal } from '../lib/commands/terminal';
import { ExitCode } from '../lib/findings/exit-code';
import { quoted } from '../lib/findings/problem';
import { nearName } from '../lib/findings/near-name';

/** A command that is loaded when it runs, so that it does not wait for the others' dependencies. */
interface LazyCommand {
  readonly summary: string;
  load(): Promise<Command>;
}

const commands: Readonly<Record<string, LazyCommand>> = {
  init: {
    summary: 'write a project that renders at once',
    load: async () => (await import('../lib/commands/init/init-command')).initCommand,
  },
  adopt: {
    summary: 'write a program of this library from manifests, a namespace or compose.yaml',
    load: async () => (await import('../lib/commands/adopt/adopt-command')).adoptCommand,
  },
  check: {
    summary: 'run the rules over folders of manifests, whoever wrote them',
    load: async () => (await import('../lib/commands/check/check-command')).checkCommand,
  },
  plan: {
    summary: 'say what would change in a cluster, and how dangerous it is',
    load: async () => (await import('../lib/commands/plan/plan-command')).planCommand,
  },
  report: {
    summary: 'draw what runs, how environments differ and what changes, as one page',
    load: async () => (await import('../lib/commands/report/report-command')).reportCommand,
  },
  status: {
    summary: 'say what runs in a cluster, and why something does not',
    load: async () => (await import('../lib/commands/status/status-command')).statusCommand,
  },
  grow: {
    summary: 'grow the volumes of StatefulSets while their pods run on',
    load: async () => (await import('../lib/commands/grow/grow-command')).growCommand,
  },
  secrets: {
    summary: 'create the Secrets that rendered manifests need',
    load: async () => (await import('../lib/commands/secrets/secrets-command')).secretsCommand,
  },
  seal: {
    summary: 'encrypt a value for the Sealed Secrets controller',
    load: async () => (await import('../lib/commands/seal/seal-command')).sealCommand,
  },
  pin: {
    summary: 'write the digests of the images of rendered manifests',
    load: async () => (await import('../lib/commands/pin/pin-command')).pinCommand,
  },
};

const help = `Usage: cdk8s-backend COMMAND [options]

${columns(Object.entries(commands).map(([name, { summary }]) => [name, summary]))}
cdk8s-backend COMMAND --help explains a command; cdk8s-backend --version shows
the version of this package.
`;

/** Runs the command that a command line names, and returns its exit code. */
export async function runCommand([name, ...args]: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (name === '--help' || name === '-h' || name === '--version') {
    terminal.write(name === '--version' ? versionText : help);
    return 0;
  }
  const found = name === undefined || !Object.hasOwn(commands, name) ? undefined : commands[name];
  if (found !== undefined) return (await found.load())(args, terminal);
  terminal.complain(`cdk8s-backend: ${name === undefined ? `a command is missing\n\n${help}` : unknownText(name)}`);
  return 64;
}

function unknownText(name: string): string {
  const near = nearName(name, Object.keys(commands));
  return `there is no command ${quoted(name)}; ${near === undefined ? `see --help` : `write ${near}`}\n`;
}
