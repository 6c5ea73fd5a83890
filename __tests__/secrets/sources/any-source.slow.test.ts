import { App, Chart } from 'cdk8s';
import fc from 'fast-check';
import { inspect } from '../../../lib/synth/render';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { SecretSource } from '../../../lib/secrets/sources/secret-source';
import {
  findSecretEnvironment,
  SecretEnvironment,
  setSecretEnvironment,
} from '../../../lib/secrets/sources/secret-environment';
import { acceptedAndRefused } from '../../answers';
import { textsOf } from '../../problem-text';

const types = ['existing', 'external', 'generated', 'sealed', 'sops', 'csi', 'vault'];
const fields = [
  ...[
    'secretStoreRef',
    'keys',
    'inputs',
    'refreshPolicy',
    'refreshInterval',
    'immutable',
    'creationPolicy',
    'deletionPolicy',
    'length',
    'fixed',
    'file',
    'sync',
  ],
  ...['provider', 'parameters', 'role', 'kvVersion'],
];
const anything = fc.anything({ maxDepth: 3 });
const value = fc.oneof(
  anything,
  fc.constantFrom('aws', 'azure', 'gcp', 'vault', 'a'),
  fc.record({
    remoteRef: fc.record(
      { key: anything, property: anything, version: anything, decodingStrategy: anything },
      { requiredKeys: [] },
    ),
  }),
  fc.record({ template: anything }),
  fc.record({ objectName: anything, objectType: anything, jmesPath: anything }, { requiredKeys: ['objectName'] }),
  fc.record({ path: fc.constantFrom('a', 7), field: anything }),
);
const source = fc.record(
  {
    type: fc.constantFrom(...types),
    ...Object.fromEntries(fields.map((field) => [field, value])),
    keys: fc.oneof(value, fc.record({ a: value })),
  },
  { requiredKeys: ['type'] },
);

function outcome(given: unknown, environment?: unknown) {
  const app = new App();
  if (environment !== undefined) setSecretEnvironment(app, environment as SecretEnvironment);
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new SecretRef(chart, 'database', { keys: ['a'], source: given as SecretSource<'a'> });
  const { findings } = inspect(app);
  return { findings: textsOf(findings), environment: findSecretEnvironment(chart) };
}

function expectFindingsOrObjects(given: unknown): void {
  for (const finding of outcome(given, { name: 'production', appliedBy: 'flux' }).findings) {
    expect(finding).toMatch(/^\[shop\/database[^\]]*\] /);
    expect(finding).not.toMatch(/cannot be rendered|undefined \(reading|is not a function|is not iterable|\[object/);
  }
}

const wrong = [
  null,
  true,
  0,
  -1,
  1.5,
  '',
  'x',
  'a b',
  'Owner',
  'Merge',
  '1h',
  [],
  [null],
  {},
  { x: 1 },
  { a: {} },
  { a: { x: 1 } },
];
const sources: Readonly<Record<string, object>> = {
  existing: {},
  external: {
    secretStoreRef: { name: 'company', kind: 'ClusterSecretStore' },
    keys: { a: { remoteRef: { key: 'k' } } },
  },
  generated: {},
  csi: { provider: 'gcp', keys: { a: { resourceName: 'a' } } },
  vault: { role: 'shop', keys: { a: { path: 'secret/data/a', field: 'a' } } },
};

test.each(Object.entries(sources))(
  'accepts the source %s, and knows which values of its fields it refuses',
  (type, complete) => {
    const answer = (given: object) => {
      const { findings } = outcome({ type, ...complete, ...given }, { name: 'production', appliedBy: 'flux' });
      return {
        manifests: findings.length === 0 ? [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } }] : [],
        findings,
      };
    };
    expect(answer({}).findings).toEqual([]);
    const given = fields.flatMap((field) => wrong.map((value) => ({ [field]: value })));
    const answered = given.map((value) => ({ value, ...answer(value) }));
    expect(acceptedAndRefused(answered, /^\[shop\/database[^\]]*\] /)).toMatchSnapshot();
  },
);

test('answers any source with findings or objects', () => {
  fc.assert(fc.property(source, expectFindingsOrObjects), { numRuns: 2000 });
});

test('answers anything at all with findings', () => {
  fc.assert(fc.property(anything, expectFindingsOrObjects), { numRuns: 300 });
});
