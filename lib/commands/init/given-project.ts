import { basename, resolve } from 'node:path';
import { pathProblem } from '../../backend-service/workload/health';
import { FindingsError } from '../../findings/findings-error';
import { Problem, problemText, quoted } from '../../findings/problem';
import { gitOpsFindings } from '../../gitops/gitops-props';
import { imageProblem } from '../../kubernetes/image';
import { dnsLabelProblem, labelFrom, serviceNameProblem } from '../../kubernetes/names';
import { port } from '../../network/port';
import { GitOpsAgent, namespaceOf, Project } from '../../project/project';
import { choice, CommandLine, CommandLineError, Options } from '../given-options';
import { Terminal } from '../terminal';

/** The options of `init` that describe the project. */
export const projectOptions = {
  name: {
    type: 'string',
    value: 'NAME',
    help: "the backend's name, and that of its namespace; without it, the directory's",
  },
  image: { type: 'string', value: 'IMAGE', help: 'its image, with a tag or a digest' },
  port: { type: 'string', value: 'PORT', help: 'the port that it listens on (8080)' },
  database: {
    type: 'string',
    value: 'NAME',
    help: 'mongo, a MongoDB beside it whose URI is in MONGODB_URI (the default), or none',
  },
  ready: {
    type: 'string',
    value: 'PATH',
    help: 'the path that answers 200 while it is ready; without one, it is ready when its port accepts a connection',
  },
  secret: {
    type: 'string',
    multiple: true,
    default: [],
    value: 'VARIABLE',
    help: 'an environment variable whose value is in a Secret; may be repeated',
  },
  environments: {
    type: 'string',
    value: 'NAMES',
    default: 'development',
    help:
      'the environments, with commas between (development); those whose names begin with "prod" have several pods and three members of ' +
      'MongoDB, the others are small',
  },
  'apply-with': { type: 'string', value: 'PROGRAM', default: 'kubectl', help: 'kubectl (the default), argocd or flux' },
  repository: { type: 'string', value: 'URL', help: 'the git repository that Argo CD or Flux reads' },
} as const satisfies Options;

/** The part of a command line that describes a project. */
type Given = CommandLine<typeof projectOptions>['values'];

/**
 * Returns the project that a command line describes. At a terminal, asks for the image, the port and the database if they are not given;
 * elsewhere they have their defaults.
 * @throws CommandLineError if the command line is wrong
 * @throws FindingsError if a question has no answer
 */
export async function givenProject(given: Given, directory: string, terminal: Terminal): Promise<Project> {
  const name = checked('--name', given.name ?? labelFrom(basename(resolve(directory)), longestName) ?? '', nameProblem);
  const environments = given.environments.split(',').map((environment) => environment.trim());
  checkEnvironments(name, environments);
  const { ready } = given;
  if (ready !== undefined) checked('--ready', ready, pathProblem);
  for (const [index, variable] of given.secret.entries())
    checked('--secret', variable, (text) => variableProblem(text, given.secret.slice(0, index)));
  const gitops = gitOpsOf(given, environments);

  const answer = (option: keyof typeof questions): Promise<string> => answerTo(option, given[option], name, terminal);
  const image = await answer('image');
  const portText = await answer('port');
  const hasMongo = (await answer('database')) === 'mongo';
  return { name, image, port: Number(portText), ready, secrets: given.secret, hasMongo, environments, gitops };
}

/** A setting that a terminal asks for. */
interface Question {
  readonly question: string;
  readonly fallback: (name: string) => string;
  readonly problem: (answer: string) => Problem | undefined;
}

const questions = {
  image: {
    question: 'Image of the backend',
    fallback: (name) => `registry.example.com/${name}:1.0.0`,
    problem: imageProblem,
  },
  port: { question: 'Port that it listens on', fallback: () => '8080', problem: portProblem },
  database: { question: 'Database, mongo or none', fallback: () => 'mongo', problem: databaseProblem },
} as const satisfies Readonly<Record<string, Question>>;

async function answerTo(
  option: keyof typeof questions,
  given: string | undefined,
  name: string,
  terminal: Terminal,
): Promise<string> {
  const { question, fallback, problem }: Question = questions[option];
  if (given !== undefined) return checked(`--${option}`, given, problem);
  if (!terminal.isInteractive) return fallback(name);
  for (;;) {
    const answer = await terminal.ask(`${question} [${fallback(name)}]: `);
    if (answer === undefined)
      throw new FindingsError([
        { path: `--${option}`, code: 'missing-prop', want: 'has no answer; nothing was written' },
      ]);
    const value = answer.trim() === '' ? fallback(name) : answer.trim();
    const wrong = problem(value);
    if (wrong === undefined) return value;
    terminal.complain(`It ${problemText(wrong)}\n`);
  }
}

const longestName = 40;

// The ids of the chart's other parts, that of the user `mongo-NAME` too, and the namespaces of the cluster itself.
const taken = /^(tenant|mongo|mongo-keyfile|keyfile|default|kube-(system|public|node-lease))$/;

function nameProblem(name: string): Problem | undefined {
  if (!taken.test(name)) return serviceNameProblem(name, longestName);
  return { code: 'not-unique', want: 'must be a name of its own', got: quoted(name), write: `write "${name}-backend"` };
}

function checkEnvironments(name: string, environments: readonly string[]): void {
  for (const [index, environment] of environments.entries()) {
    checked('--environments', environment, dnsLabelProblem);
    if (environments.indexOf(environment) < index)
      throw new CommandLineError(`--environments must name each once, got ${quoted(environment)} twice`);
    checked(
      'the namespace of --name and --environments',
      namespaceOf({ name, environments }, environment),
      dnsLabelProblem,
    );
  }
}

function variableProblem(variable: string, others: readonly string[]): Problem | undefined {
  const got = quoted(variable);
  if (!/^[A-Za-z]\w*$/.test(variable))
    return {
      code: 'invalid-format',
      want: 'must be letters, digits and "_", beginning with a letter',
      got,
      write: 'write API_KEY',
    };
  if (others.includes(variable) || ['MONGODB_URI', 'PORT'].includes(variable))
    return { code: 'not-unique', want: 'must be a variable that has no value yet', got };
  return undefined;
}

function portProblem(text: string): Problem | undefined {
  const [issue] = port.parse(/^\d+$/.test(text) ? Number(text) : text).issues;
  return issue && { ...issue, write: 'write 8080' };
}

function databaseProblem(text: string): Problem | undefined {
  if (['mongo', 'none'].includes(text)) return undefined;
  return { code: 'invalid-value', want: 'must be mongo or none', got: quoted(text), write: 'write mongo' };
}

function gitOpsOf(given: Given, environments: readonly string[]): Project['gitops'] {
  const { repository } = given;
  const agent = choice<GitOpsAgent | 'kubectl'>('--apply-with', given['apply-with'], ['kubectl', 'argocd', 'flux']);
  if (agent === 'kubectl') {
    if (repository !== undefined)
      throw new CommandLineError('--repository is for an agent; write --apply-with argocd or --apply-with flux too');
    return undefined;
  }
  if (repository === undefined)
    throw new CommandLineError(`--apply-with ${agent} needs --repository URL, the git repository that it reads`);
  const [finding] = gitOpsFindings({ repository, [agent]: {} }, environments);
  if (finding !== undefined) throw new CommandLineError(`--repository ${problemText(finding)}`);
  return { agent, repository };
}

function checked(option: string, value: string, problemOf: (value: string) => Problem | undefined): string {
  const problem = problemOf(value);
  if (problem !== undefined) throw new CommandLineError(`${option} ${problemText(problem)}`);
  return value;
}
