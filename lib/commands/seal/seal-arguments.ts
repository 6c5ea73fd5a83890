import { join } from 'node:path';
import { Problem, problemText } from '../../findings/problem';
import { dataKeyProblem, dnsLabelProblem, dnsSubdomainProblem } from '../../kubernetes/names';
import { SecretType, secretTypeProblem } from '../../kubernetes/secret-type';
import { SealingScope } from '../../secrets/sources/sealed-source';
import { choice, CommandLine, CommandLineError, Options } from '../given-options';
import { SealingTarget } from './sealed-value';

/** The value's place, and the file that `seal` writes. */
export interface SealArguments extends SealingTarget {
  readonly key: string;
  readonly certificate: string;
  readonly file: string;
  /** The Secret's type; undefined if the file or the keys decide it. */
  readonly type: SecretType | undefined;
}

/** The options of `seal`. */
export const sealOptions = {
  cert: {
    type: 'string',
    value: 'FILE',
    help: "the controller's certificate (kubeseal --fetch-cert > FILE), which is not secret",
  },
  namespace: { type: 'string', value: 'NAME', help: "the Secret's namespace" },
  name: {
    type: 'string',
    value: 'NAME',
    help: "the Secret's name, with its version if the SecretRef has one: database-v2",
  },
  key: {
    type: 'string',
    value: 'KEY',
    help: 'the key of the Secret; a newline at the end of the value is not part of it',
  },
  env: {
    type: 'string',
    value: 'NAME',
    help: 'write sealed/NAME/<name>.yaml, which the environment of this name reads',
  },
  file: { type: 'string', value: 'FILE', help: 'write another file' },
  scope: {
    type: 'string',
    value: 'SCOPE',
    default: 'strict',
    help: 'the scope of the ciphertext: strict (name and namespace, the default), namespace-wide or cluster-wide',
  },
  type: {
    type: 'string',
    value: 'TYPE',
    help:
      "the Secret's type, which cannot be changed once the Secret exists. Without it, the file's; in a new file, the type that the " +
      'keys belong to: kubernetes.io/dockerconfigjson for .dockerconfigjson, kubernetes.io/tls for tls.crt and tls.key, ' +
      'kubernetes.io/ssh-auth for ssh-privatekey, otherwise Opaque',
  },
} as const satisfies Options;

const scopes: readonly SealingScope[] = ['strict', 'namespace-wide', 'cluster-wide'];

/**
 * Returns the place and the file that a command line of `seal` names.
 * @throws CommandLineError if the command line is wrong; its message repeats nothing that may be the value
 */
export function sealArguments({ values, positionals }: CommandLine<typeof sealOptions>): SealArguments {
  // An operand may be the value.
  if (positionals.length > 0)
    throw new CommandLineError('takes no value on the command line; give it on standard input, and see --help');
  const { env } = values;
  const name = checked('--name', values.name, dnsSubdomainProblem);
  const scope = choice('--scope', values.scope, scopes);
  if ((env === undefined) === (values.file === undefined))
    throw new CommandLineError('takes either --env or --file, to know where to write; see --help');
  return {
    namespace: checked('--namespace', values.namespace, dnsLabelProblem),
    name,
    key: checked('--key', values.key, dataKeyProblem),
    certificate: checked('--cert', values.cert, () => undefined),
    scope,
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
