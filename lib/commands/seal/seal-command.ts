import { join } from 'node:path';
import { Problem, problemText } from '../../findings/problem';
import { FindingsError } from '../../findings/findings-error';
import { dockerConfigProblem } from '../../secrets/docker-config';
import { dataKeyProblem, dnsLabelProblem, dnsSubdomainProblem } from '../../kubernetes/names';
import {
  missingKeys,
  pullSecretKey,
  pullSecretType,
  secretTypeOf,
  SecretType,
  secretTypeProblem,
} from '../../kubernetes/secret-type';
import { SealingScope } from '../../secrets/sources/sealed-source';
import { command } from '../command';
import { choice, CommandLineError } from '../given-options';
import { refuseValues } from '../secrets/given-keys';
import { unmadeNames } from '../secrets/key-names';
import { valueOf } from '../secrets/secret-value';
import { Terminal } from '../terminal';
import { sealMissing } from './seal-missing';
import { readSealedFile, writeSealedFile } from './sealed-file';
import { sealedValue, sealingKey, SealingTarget } from './sealed-value';

const scopes: readonly SealingScope[] = ['strict', 'namespace-wide', 'cluster-wide'];

/** The value's place, and the file to write. */
interface SealArguments extends SealingTarget {
  readonly key: string;
  readonly certificate: string;
  readonly file: string;
  /** The Secret's type; undefined if the file or the keys decide it. */
  readonly type: SecretType | undefined;
}

// The options that one form of the command has, and the other has not.
const valueOptions = ['namespace', 'name', 'key', 'file', 'type'] as const;
const missingOptions = ['set', 'from-file', 'app'] as const;

/** The command `cdk8s-backend seal`: encrypts one value, or all that are missing, into files for the source `sealed`. It shows no value. */
export const sealCommand = command({
  name: 'seal',
  usage: [
    'cdk8s-backend seal --cert FILE --namespace NAME --name NAME',
    '    --key KEY (--env NAME | --file FILE) [options]',
    'cdk8s-backend seal --missing --cert FILE --env NAME [options]',
  ],
  about: [
    'Encrypts a value from standard input, or one that is typed, for the Sealed Secrets controller whose certificate is given, and ' +
      'puts it into a file that is committed and that a SecretRef of the source "sealed" reads. Other keys in the file stay as they are.',
    'With --missing, it does so for every key of an environment that has no ciphertext, and replaces none. It runs the program to know ' +
      'them. Values are random unless they are given; certificates, URIs and credentials of registries and clouds are never random, and ' +
      'at a terminal those of one line are asked for. A file gets all the keys that it lacks, or stays as it is.',
    `${unmadeNames}.`,
    'A line break at the end of a value is not part of it, unless the value is PEM or the name of its key is that of a file. A file of ' +
      '--from-file is sealed as it is.',
  ],
  options: {
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
      help: 'the key of the Secret',
    },
    env: {
      type: 'string',
      value: 'NAME',
      help: 'write sealed/NAME/<name>.yaml, which the environment of this name reads; with --missing, the environment of the program',
    },
    file: { type: 'string', value: 'FILE', help: 'write another file' },
    scope: {
      type: 'string',
      value: 'SCOPE',
      default: 'strict',
      help:
        'the scope of the ciphertext: strict (name and namespace, the default), namespace-wide or cluster-wide; with --missing, of new ' +
        'files',
    },
    type: {
      type: 'string',
      value: 'TYPE',
      help:
        "the Secret's type, which cannot be changed once the Secret exists. Without it, the file's; in a new file, the type that the " +
        'keys belong to: kubernetes.io/dockerconfigjson for .dockerconfigjson, kubernetes.io/tls for tls.crt and tls.key, ' +
        'kubernetes.io/ssh-auth for ssh-privatekey, otherwise Opaque',
    },
    missing: { type: 'boolean', default: false, help: 'seal all that is missing in an environment' },
    set: {
      type: 'string',
      multiple: true,
      default: [],
      value: 'SECRET.KEY',
      help: 'with --missing, take the value from standard input, or ask for it; may be repeated, then one line each',
    },
    'from-file': {
      type: 'string',
      multiple: true,
      default: [],
      value: 'SECRET.KEY=FILE',
      help: 'with --missing, take the value from a file; may be repeated',
    },
    app: {
      type: 'string',
      value: 'COMMAND',
      help: 'with --missing, the command that runs the program; without it, `app` of cdk8s.yaml in this directory',
    },
  },
  exits: {
    0: 'the value is sealed; with --missing, every key is',
    1: 'the certificate, a value or a file is wrong; with --missing, a key has no value',
    3: 'a file cannot be read or written; with --missing, the program cannot be run',
  },
  async run({ values, positionals }, terminal): Promise<0> {
    // An operand may be the value.
    if (positionals.length > 0)
      throw new CommandLineError('takes no value on the command line; give it on standard input, and see --help');
    const { env, file, type } = values;
    const others = (values.missing ? valueOptions : missingOptions).filter((name) => (values[name] ?? '').length > 0);
    if (others.length > 0)
      throw new CommandLineError(
        `--${others.join(', --')} ${values.missing ? 'must not be together with' : 'needs'} --missing; see --help`,
      );
    refuseValues(values.set);
    if (values.missing) {
      await sealMissing(
        {
          certificate: checked('--cert', values.cert),
          environment: checked('--env', env),
          scope: choice('--scope', values.scope, scopes),
          app: values.app,
          set: values.set,
          fromFile: values['from-file'],
        },
        terminal,
      );
      return 0;
    }
    const name = checked('--name', values.name, dnsSubdomainProblem);
    const scope = choice('--scope', values.scope, scopes);
    if ((env === undefined) === (file === undefined))
      throw new CommandLineError('takes either --env or --file, to know where to write; see --help');
    const args = {
      namespace: checked('--namespace', values.namespace, dnsLabelProblem),
      name,
      key: checked('--key', values.key, dataKeyProblem),
      certificate: checked('--cert', values.cert),
      scope,
      type: type === undefined ? undefined : checked('--type', type, secretTypeProblem),
      file: file ?? join('sealed', checked('--env', env, dnsLabelProblem), `${name}.yaml`),
    };
    terminal.write(await seal(args, terminal));
    return 0;
  },
});

function checked(
  option: string,
  value: string | undefined,
  problemOf: (value: string) => Problem | undefined = () => undefined,
): string {
  if (value === undefined || value === '') throw new CommandLineError(`${option} is missing; see --help`);
  const problem = problemOf(value);
  if (problem !== undefined) throw new CommandLineError(`${option} ${problemText(problem)}`);
  return value;
}

async function seal(args: SealArguments, terminal: Terminal): Promise<string> {
  const { file, namespace, name, key, scope } = args;
  const publicKey = sealingKey(args.certificate, new Date());
  const before = readSealedFile(file, args);
  const keys = [...Object.keys(before.encryptedData), key];
  const type = args.type ?? before.type ?? secretTypeOf(keys);
  const value = await readValue(args, type, terminal);
  const encryptedData = { ...before.encryptedData, [key]: sealedValue(value, publicKey, args) };
  writeSealedFile(file, args, { ...before, type, encryptedData });
  const done = key in before.encryptedData ? 'replaced' : 'added';
  return `${file}: ${key} ${done}, for the Secret ${namespace}/${name} (${scope}, ${type})\n${incomplete(type, keys)}`;
}

/** The API server refuses a Secret that lacks a key of its type, so that the controller could not make it. */
function incomplete(type: SecretType, keys: readonly string[]): string {
  const missing = missingKeys(type, keys);
  return missing.length === 0 ? '' : `a Secret of the type ${type} needs ${missing.join(', ')} too; seal it as well\n`;
}

async function readValue({ name, key }: SealArguments, type: SecretType, terminal: Terminal): Promise<string> {
  const given = terminal.isInteractive
    ? await terminal.askHidden(`Value of ${name}, key ${key} (not shown): `)
    : await terminal.readAll();
  const value = valueOf(given, key);
  const refusal = (problem: Problem): FindingsError =>
    new FindingsError([{ path: name, at: `the value of ${key}`, ...problem }]);
  if (value === '') throw refusal({ code: 'missing-prop', want: 'is empty', write: 'give it on standard input' });
  const problem = type === pullSecretType && key === pullSecretKey ? dockerConfigProblem(value) : undefined;
  if (problem !== undefined) throw refusal(problem);
  return value;
}
