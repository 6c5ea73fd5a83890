import { join } from 'node:path';
import { Problem, problemText } from '../../findings/problem';
import { commandLine, CommandLineError } from '../command-line';
import { SealingTarget } from './sealed-value';
import { SealingScope } from '../../secrets/sources/sealed-source';
import { shown } from '../../findings/findings';
import { SecretType, secretTypeProblem } from '../../kubernetes/secret-type';
import { dataKeyProblem, dnsLabelProblem, dnsSubdomainProblem } from '../../kubernetes/names';

export interface SealArguments extends SealingTarget {
  readonly key: string;
  readonly certificate: string;
  readonly file: string;
  /** The Secret's type, if it is stated. */
  readonly type: SecretType | undefined;
}

export const sealHelp = `Usage: cdk8s-backend seal --cert FILE --namespace NAME --name NAME --key KEY (--env NAME | --file FILE) [options]

Encrypts a value from standard input, or one that is typed, for the Sealed Secrets controller whose certificate is given, and puts it
into a file that is committed and that a SecretRef of the source "sealed" reads. Other keys in the file stay as they are.

  --cert FILE        the controller's certificate (kubeseal --fetch-cert > FILE), which is not secret
  --namespace NAME   the Secret's namespace
  --name NAME        the Secret's name, with its version if the SecretRef has one: database-v2
  --key KEY          the key of the Secret; a newline at the end of the value is not part of it
  --env NAME         write sealed/NAME/<name>.yaml, where the environment of this name looks
  --file FILE        write another file
  --scope SCOPE      what the value is bound to: strict (name and namespace, the default), namespace-wide or cluster-wide
  --type TYPE        the Secret's type, which cannot be changed once the Secret is there (the file's; in a new one, what the keys say:
                     kubernetes.io/dockerconfigjson for .dockerconfigjson, kubernetes.io/tls for tls.crt and tls.key,
                     kubernetes.io/ssh-auth for ssh-privatekey, otherwise Opaque)
  --help, -h         show this text

Exit code: 0 if the file is written, 1 if something is wrong, 2 if the command line is.
`;

const text = { type: 'string' } as const;
const options = {
  cert: text,
  namespace: text,
  name: text,
  key: text,
  env: text,
  file: text,
  scope: text,
  type: text,
  help: { type: 'boolean', short: 'h' },
} as const;

const scopes: readonly SealingScope[] = ['strict', 'namespace-wide', 'cluster-wide'];

/**
 * Undefined if help is asked for.
 * @throws CommandLineError if the command line cannot be understood
 */
export function sealArguments(argv: readonly string[]): SealArguments | undefined {
  const { values, positionals } = commandLine(argv, options);
  if (values.help === true) return undefined;
  // What follows no option may be the value.
  if (positionals.length > 0)
    throw new CommandLineError('takes no value on the command line; give it on standard input, and see --help');
  const { env, scope = 'strict' } = values;
  const name = checked('--name', values.name, dnsSubdomainProblem);
  if (!scopes.some((known) => known === scope))
    throw new CommandLineError(`--scope must be one of ${scopes.join(', ')}, got ${shown(scope)}; see --help`);
  if ((env === undefined) === (values.file === undefined))
    throw new CommandLineError('takes either --env or --file, to know where to write; see --help');
  return {
    namespace: checked('--namespace', values.namespace, dnsLabelProblem),
    name,
    key: checked('--key', values.key, dataKeyProblem),
    certificate: checked('--cert', values.cert, () => undefined),
    scope: scope as SealingScope,
    type: values.type === undefined ? undefined : checked('--type', values.type, secretTypeProblem),
    file: values.file ?? join('sealed', checked('--env', env, dnsLabelProblem), `${name}.yaml`),
  };
}

function checked(option: string, value: string | undefined, problemOf: (value: string) => Problem | undefined): string {
  if (value === undefined || value === '') throw new CommandLineError(`${option} is missing; see --help`);
  const problem = problemOf(value);
  if (problem !== undefined) throw new CommandLineError(`${option} ${problemText(problem)}`);
  return value;
}
