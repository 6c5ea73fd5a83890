import { App, Chart } from 'cdk8s';
import { setFilesRoot } from '../../../lib/construct/files-root';
import { decided } from '../../../lib/props/schema';
import { SecretSource, secretSource } from '../../../lib/secrets/sources/secret-source';
import { sourceObjects } from '../../../lib/secrets/sources/source-objects';
import { kinds, rendered } from '../../rendered';
import { textOf } from '../../problem-text';
import { temporaryDirectory } from '../../temporary-directory';
import { ciphertext, sealedFile, sopsFile, sopsValue } from './encrypted-files';

const secret = { name: 'database', namespace: 'shop', type: 'Opaque', keys: ['password'] };

test.each<[source: SecretSource<'password'>, expected: string[], delivery: string]>([
  [{ type: 'existing' }, [], 'secret'],
  [
    { type: 'external', secretStoreRef: { name: 'a' }, keys: { password: { remoteRef: { key: 'a' } } } },
    ['ExternalSecret'],
    'secret',
  ],
  [
    { type: 'generated' },
    ['Password', 'ServiceAccount', 'Role', 'RoleBinding', 'SecretStore', 'ExternalSecret'],
    'secret',
  ],
  [{ type: 'csi', provider: 'azure', keys: { password: { objectName: 'a' } } }, ['SecretProviderClass'], 'csi'],
  [{ type: 'vault', role: 'a', keys: { password: { path: 'a', field: 'b' } } }, [], 'vault'],
])('renders %j, and says how it reaches a pod', (source, expected, delivery) => {
  let type: string | undefined;
  const manifests = rendered((chart: Chart) => {
    ({ type } = sourceObjects(chart, secret, decided(secretSource, source), undefined).add());
  });
  expect({ kinds: kinds(manifests), type }).toEqual({ kinds: expected, type: delivery });
});

test.each(['sealed', 'sops'] as const)('must know the file or the environment of the source "%s"', (type) => {
  const environment = { name: 'production', appliedBy: 'flux' } as const;
  const app = new App();
  setFilesRoot(app, '/program');
  const [issue] = sourceObjects(app, secret, { type }, environment).issues;
  expect(textOf(issue)).toContain(`got "/program/${type}/production/database.yaml"`);
});

describe('a file of two Secrets', () => {
  const environment = { name: 'production', appliedBy: 'flux' } as const;
  type Source = Extract<SecretSource<'password'>, { type: 'sealed' | 'sops' }>;

  /** The issues of the same source for Secrets, in their order. */
  function issuesOf(files: Readonly<Record<string, string>>, source: Source, ...names: [string, string | undefined][]) {
    const root = temporaryDirectory(files);
    const app = new App();
    setFilesRoot(app, root);
    return names.map(([name, namespace]) =>
      sourceObjects(app, { ...secret, name, namespace }, source, environment).issues.map((issue) =>
        textOf(issue)?.replaceAll(root, ''),
      ),
    );
  }

  const two: [string, string][] = [
    ['database', 'shop'],
    ['database', 'blog'],
  ];

  test.each<[what: string, type: Source['type'], files: Readonly<Record<string, string>>]>([
    ['is not there', 'sealed', {}],
    ['is for one of them', 'sealed', { 'sealed/production/database.yaml': sealedFile({ password: ciphertext() }) }],
    ['is something else', 'sealed', { 'sealed/production/database.yaml': '- hunter2' }],
    ['is not there', 'sops', {}],
    ['is for one of them', 'sops', { 'sops/production/database.yaml': sopsFile({ password: sopsValue() }) }],
  ])('is found where it %s, for the source "%s", and names both', (_, type, files) => {
    const [, second] = issuesOf(files, { type }, ...two);
    expect(second).toEqual([
      `file must be the file of one Secret, got "/${type}/production/database.yaml" for shop/database and blog/database; write source: { type: "${type}", file: "${type}/production/blog-database.yaml" }`,
    ]);
  });

  test('is found where two names state it', () => {
    const [, second] = issuesOf({}, { type: 'sealed', file: 'a.yaml' }, ['database', 'shop'], ['jwt', 'shop']);
    expect(second).toEqual([
      'file must be the file of one Secret, got "/a.yaml" for shop/database and shop/jwt; write source: { type: "sealed", file: "sealed/production/shop-jwt.yaml" }',
    ]);
  });

  test('is found however its path is written, and the advice is a file that no other Secret has', () => {
    const source = { type: 'sealed', file: 'sealed/./production/blog-database.yaml' } as const;
    const [, second] = issuesOf({}, source, ['blog-database', 'shop'], ['database', 'blog']);
    expect(second).toEqual([
      'file must be the file of one Secret, got "/sealed/production/blog-database.yaml" for shop/blog-database and blog/database; write source: { type: "sealed", file: "sealed/production/blog/database.yaml" }',
    ]);
  });

  test('may be there in a scope that does not bind it to one of them', () => {
    const annotations = { 'sealedsecrets.bitnami.com/cluster-wide': 'true' };
    const file = sealedFile({ password: ciphertext() }, { annotations });
    expect(issuesOf({ 'sealed/production/database.yaml': file }, { type: 'sealed' }, ...two)).toEqual([[], []]);
  });

  test('is none where both are the same Secret', () => {
    const [first, second] = issuesOf({}, { type: 'sealed' }, ['database', 'shop'], ['database', 'shop']);
    const issue = 'file cannot be read: no such file or directory (ENOENT), got "/sealed/production/database.yaml"';
    const write = 'seal it with cdk8s-backend seal --missing';
    expect([first, second]).toEqual([[`${issue}; ${write}`], [`${issue}; ${write}`]]);
  });
});

test.each(['sealed', 'sops'] as const)('reads a copy from a file with its namespace, for the source "%s"', (type) => {
  const app = new App();
  setFilesRoot(app, '/program');
  const copy = { ...secret, namespace: 'reports', copyOf: secret };
  const [issue] = sourceObjects(app, copy, { type }, { name: 'production', appliedBy: 'flux' }).issues;
  expect(textOf(issue)).toContain('got "/program/' + type + '/production/reports-database.yaml"');
});
