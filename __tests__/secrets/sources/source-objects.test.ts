import { Chart } from 'cdk8s';
import { SecretSource } from '../../../lib/secrets/sources/secret-source';
import { addSource, sourceProblems } from '../../../lib/secrets/sources/source-objects';
import { kinds, rendered } from '../../rendered';
import { textOf, pairsOf } from '../../problem-text';

const secret = { name: 'database', namespace: 'shop', type: 'Opaque', keys: ['password'] };

test.each<[source: SecretSource<'password'>, expected: string[], delivery: string]>([
  [{ type: 'existing' }, [], 'secret'],
  [{ type: 'external', store: 'a', keys: { password: { remote: 'a' } } }, ['ExternalSecret'], 'secret'],
  [{ type: 'generated' }, ['Password', 'ExternalSecret'], 'secret'],
  [{ type: 'csi', provider: 'azure', keys: { password: { objectName: 'a' } } }, ['SecretProviderClass'], 'csi'],
  [{ type: 'vault', role: 'a', keys: { password: { path: 'a', field: 'b' } } }, [], 'vault'],
])('renders %j, and says how it reaches a pod', (source, expected, delivery) => {
  let type: string | undefined;
  const manifests = rendered((chart: Chart) => {
    ({ type } = addSource(chart, secret, source, undefined));
  });
  expect({ kinds: kinds(manifests), type }).toEqual({ kinds: expected, type: delivery });
});

test.each([{ type: 'magic' }, {}, null, 'external'])('refuses %j for a source', (source) => {
  const got = source !== null && typeof source === 'object' && 'type' in source ? '"magic"' : 'undefined';
  expect(pairsOf(sourceProblems(secret, source as SecretSource<string>, undefined))).toEqual([
    [
      'source.type',
      `must be one of "existing", "external", "generated", "sealed", "sops", "csi", "vault", got ${got}; write { type: "existing" }`,
    ],
  ]);
});

test.each(['sealed', 'sops'] as const)('must know the file or the environment of the source "%s"', (type) => {
  const environment = { name: 'production', appliedBy: 'flux' } as const;
  const [[, problem] = []] = sourceProblems(secret, { type }, environment);
  expect(textOf(problem)).toContain(`got "${type}/production/database.yaml"`);
});
