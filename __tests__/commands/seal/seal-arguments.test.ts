import { givenOptions } from '../../../lib/commands/given-options';
import { SealArguments, sealArguments, sealOptions } from '../../../lib/commands/seal/seal-arguments';

const needed = ['--cert', 'cert.pem', '--namespace', 'shop', '--name', 'database', '--key', 'password'];

test('writes where the environment looks, bound to name and namespace, unless it is told otherwise', () => {
  const target = { namespace: 'shop', name: 'database', key: 'password', certificate: 'cert.pem' };
  expect(read([...needed, '--env', 'production'])).toEqual({
    ...target,
    scope: 'strict',
    file: 'sealed/production/database.yaml',
  });
  expect(read([...needed, '--file', 'db.yaml', '--scope', 'cluster-wide'])).toEqual({
    ...target,
    scope: 'cluster-wide',
    file: 'db.yaml',
  });
});

const label = 'a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit';

test.each<[argv: string[], complaint: string]>([
  [needed, 'takes either --env or --file, to know where to write; see --help'],
  [[...needed, '--env', 'a', '--file', 'b'], 'takes either --env or --file, to know where to write; see --help'],
  [['--env', 'production'], '--name is missing; see --help'],
  [needed.slice(2).concat('--env', 'a'), '--cert is missing; see --help'],
  [['hunter2'], 'takes no value on the command line; give it on standard input, and see --help'],
  [
    [...needed, '--env', 'a', '--scope', 'wide'],
    '--scope must be strict, namespace-wide or cluster-wide, got "wide"; write one of them',
  ],
  [
    [...needed, '--env', 'a', '--type', 'kubernetes.io/dockerconfigJSON'],
    '--type must be a type of Kubernetes or one of your own, got "kubernetes.io/dockerconfigJSON"; write "kubernetes.io/dockerconfigjson"',
  ],
  [[...needed, '--env', '../a'], `--env must be ${label}, got "../a"; write "a"`],
  [['--nmae', 'a'], 'there is no option --nmae; write --name'],
])('does not understand %j', (argv, complaint) => {
  expect(() => read(argv)).toThrow(new Error(complaint));
});

function read(argv: readonly string[]): SealArguments {
  return sealArguments(givenOptions(argv, sealOptions));
}
