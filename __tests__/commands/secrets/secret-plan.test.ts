import { SecretKeyFormat } from '../../../lib/prerequisites/secret-uses';
import { ExistingSecret } from '../../../lib/commands/secrets/cluster';
import { createdType, secretPlan, secretsCommandsText } from '../../../lib/commands/secrets/secret-plan';
import { textsOf } from '../../problem-text';

const secret = needed({ username: 'username', password: 'url-safe' });
const noneGiven = new Map<string, string>();

describe('secretPlan', () => {
  test('makes a new Secret whole, named after itself where a user name is wanted', () => {
    const plan = secretPlan(secret, undefined, noneGiven);
    expect(plan).toMatchObject({ missing: ['username', 'password'], findings: [] });
    expect([...plan.values.keys()]).toEqual(['username', 'password']);
    expect(plan.values.get('username')).toBe('db');
    expect(plan.values.get('password')).toMatch(/^[A-Za-z0-9]{48}$/);
  });

  test('names a key "username" after the Secret as well if no use asks for it, as the commands do', () => {
    const login = needed({ username: 'any' });
    expect([...secretPlan(login, undefined, noneGiven).values]).toEqual([['username', 'db']]);
    const text = secretsCommandsText({ secrets: [login], manifests: [], context: undefined, given: [] });
    expect(text).toContain('--from-literal=username=db');
  });

  test('adds only what a Secret lacks', () => {
    const plan = secretPlan(secret, existing({ password: 'abc', other: 'x' }), noneGiven);
    expect([plan.missing, [...plan.values], textsOf(plan.findings)]).toEqual([['username'], [['username', 'db']], []]);
  });

  test('does nothing where nothing is missing', () => {
    const plan = secretPlan(secret, existing({ username: 'u', password: 'p' }), noneGiven);
    expect([plan.missing, [...plan.values], textsOf(plan.findings)]).toEqual([[], [], []]);
  });

  test('uses a value that is given', () => {
    const plan = secretPlan(secret, existing({ username: 'u' }), new Map([['shop/db.password', 'mine']]));
    expect([...plan.values]).toEqual([['password', 'mine']]);
  });

  test('accepts a given value that exists already, and never replaces another one', () => {
    const given = new Map([['shop/db.password', 'mine']]);
    expect(textsOf(secretPlan(secret, existing({ username: 'u', password: 'mine' }), given).findings)).toEqual([]);
    const other = secretPlan(secret, existing({ username: 'u', password: 'theirs' }), given);
    expect([...other.values]).toEqual([]);
    expect(textsOf(other.findings)).toEqual([
      '[shop/db] data["password"] exists with another value, which is not replaced; to change it, edit the Secret',
    ]);
  });

  test('reports every existing value that does not fit its use, without showing it', () => {
    expect(textsOf(secretPlan(secret, existing({ username: '', password: 'a/b' }), noneGiven).findings)).toEqual([
      '[shop/db] data["username"] is empty; give it a value',
      '[shop/db] data["password"] must be letters, digits, ".", "_", "~" and "-", because it stands in a URI as it is; ' +
        'use openssl rand -hex 24',
    ]);
  });

  test('makes no part of a new Secret of which one value has to be given', () => {
    const tls = needed({ 'tls.crt': 'any', password: 'any' });
    const plan = secretPlan(tls, undefined, noneGiven);
    expect([...plan.values]).toEqual([]);
    expect(textsOf(plan.findings)).toEqual([
      '[shop/db] lacks the key "tls.crt", which no random value fits; give it with --set db.tls.crt',
    ]);
    expect([...secretPlan(tls, undefined, new Map([['shop/db.tls.crt', 'pem']])).values.keys()]).toEqual([
      'tls.crt',
      'password',
    ]);
  });

  test('leaves an immutable Secret alone and says so', () => {
    const plan = secretPlan(secret, { ...existing({ username: 'u' }), isImmutable: true }, noneGiven);
    expect([...plan.values]).toEqual([]);
    expect(textsOf(plan.findings)).toEqual([
      '[shop/db] lacks "password" and is immutable; create a Secret of another name with all keys',
    ]);
  });

  test('asks for a Secret whose keys are unknown, and is content with any', () => {
    const whole = { ...needed({}), usedBy: ['Deployment web, all variables'] };
    expect(textsOf(secretPlan(whole, undefined, noneGiven).findings)).toEqual([
      '[shop/db] does not exist, and the manifests do not say which keys it has (Deployment web, all variables); create it yourself',
    ]);
    expect(textsOf(secretPlan(whole, existing({ 'tls.crt': 'x' }), noneGiven).findings)).toEqual([]);
  });
  const registry = { ...needed({ '.dockerconfigjson': 'dockerconfigjson' }), type: 'kubernetes.io/dockerconfigjson' };
  const config = JSON.stringify({ auths: { 'registry.example.com': { auth: 'dTpw' } } });
  const command = 'kubectl create secret docker-registry';

  test('makes up no credentials of a registry, and says what to type', () => {
    expect(textsOf(secretPlan(registry, undefined, noneGiven).findings)).toEqual([
      `[shop/db] lacks the key ".dockerconfigjson", which no random value fits; give it with --set db..dockerconfigjson, or create it with ${command} db --namespace shop --from-file=.dockerconfigjson=FILE`,
    ]);
    const given = new Map([['shop/db..dockerconfigjson', config]]);
    expect([...secretPlan(registry, undefined, given).values]).toEqual([['.dockerconfigjson', config]]);
  });

  test('leaves a Secret of another type than its use asks for, and says so', () => {
    const plan = secretPlan(registry, existing({ '.dockerconfigjson': config }), noneGiven);
    expect([[...plan.values], textsOf(plan.findings)]).toEqual([
      [],
      [
        `[shop/db] must be of the type "kubernetes.io/dockerconfigjson", got "Opaque", which cannot be changed; create a Secret of another name with ${command} NAME --namespace shop --from-file=.dockerconfigjson=FILE`,
      ],
    ]);
    const right = { ...existing({ '.dockerconfigjson': config }), type: 'kubernetes.io/dockerconfigjson' };
    expect(textsOf(secretPlan(registry, right, noneGiven).findings)).toEqual([]);
  });

  test('is content with the older type that the kubelet pulls images with as well', () => {
    const old = { ...existing({ '.dockercfg': '{}' }), type: 'kubernetes.io/dockercfg' };
    const plan = secretPlan(registry, old, noneGiven);
    expect([textsOf(plan.findings), [...plan.values]]).toEqual([[], []]);
  });

  test.each([
    [
      { 'tls.crt': 'any', 'tls.key': 'any' },
      'kubernetes.io/tls',
      'kubectl create secret tls db --namespace shop --cert=FILE --key=FILE',
    ],
    [
      { 'ssh-privatekey': 'any' },
      'kubernetes.io/ssh-auth',
      'kubectl create secret generic db --namespace shop --type=kubernetes.io/ssh-auth --from-file=ssh-privatekey=FILE',
    ],
  ] as const)('knows by the keys %j the type to create, which an existing Secret need not have', (keys, type, text) => {
    const secretOfKeys = needed(keys);
    expect(createdType(secretOfKeys)).toBe(type);
    expect(textsOf(secretPlan(secretOfKeys, undefined, noneGiven).findings)[0]).toContain(
      `, or create it with ${text}`,
    );
    const values = Object.fromEntries(Object.keys(keys).map((key) => [key, 'x']));
    expect(textsOf(secretPlan(secretOfKeys, existing(values), noneGiven).findings)).toEqual([]);
  });
});

function needed(formats: Record<string, SecretKeyFormat>) {
  const keys = Object.entries(formats).map(([key, format]) => ({ key, format, usedBy: [] }));
  return { namespace: 'shop', name: 'db', keys, usedBy: [] };
}

function existing(values: Record<string, string>): ExistingSecret {
  const object = { apiVersion: 'v1', kind: 'Secret', metadata: { namespace: 'shop', name: 'db' } };
  return {
    values: new Map(Object.entries(values).map(([key, value]) => [key, Buffer.from(value)])),
    type: 'Opaque',
    isImmutable: false,
    object,
  };
}

const namespace = (name: string) => ({
  file: `dist/00-namespace-${name}.yaml`,
  manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
});
const db = {
  namespace: 'shop',
  name: 'db',
  keys: [
    { key: 'password', format: 'url-safe' as const, usedBy: [] },
    { key: 'tls.crt', format: 'any' as const, usedBy: [] },
    { key: 'username', format: 'username' as const, usedBy: [] },
  ],
  usedBy: [],
};
const text = { secrets: [db], manifests: [namespace('shop'), namespace('other')], context: undefined, given: [] };

describe('secretsCommandsText', () => {
  test('prints commands that make every value where they are run', () => {
    expect(secretsCommandsText(text)).toBe(`kubectl apply --filename dist/00-namespace-shop.yaml
kubectl create secret generic db --namespace shop \\
  --from-file=password=<(openssl rand -hex 24 | tr -d '\\n') \\
  --from-file=tls.crt=FILE_WITH_THE_VALUE_OF_TLS_CRT \\
  --from-literal=username=db
`);
  });

  test('leaves a place for a value that is given, and names the context', () => {
    expect(secretsCommandsText({ ...text, manifests: [], context: 'my context', given: ['shop/db.password'] }))
      .toBe(`kubectl create secret generic db --namespace shop --context 'my context' \\
  --from-file=password=FILE_WITH_THE_VALUE_OF_PASSWORD \\
  --from-file=tls.crt=FILE_WITH_THE_VALUE_OF_TLS_CRT \\
  --from-literal=username=db
`);
  });

  test('creates a Secret of the type that its use or its keys ask for', () => {
    const key = { key: '.dockerconfigjson', format: 'dockerconfigjson' as const, usedBy: [] };
    const registry = { ...db, name: 'registry', type: 'kubernetes.io/dockerconfigjson', keys: [key] };
    expect(secretsCommandsText({ ...text, manifests: [], secrets: [registry] })).toBe(
      `kubectl create secret generic registry --type kubernetes.io/dockerconfigjson --namespace shop \\
  --from-file=.dockerconfigjson=FILE_WITH_THE_VALUE_OF__DOCKERCONFIGJSON
`,
    );
  });

  test('copies the values of a copy from its original, in the same cluster', () => {
    const copyOf = { namespace: 'other', name: 'mongo-db' };
    const copy = { ...db, keys: db.keys.slice(0, 2), copyOf };
    expect(secretsCommandsText({ ...text, manifests: [], context: 'dev', secrets: [copy] })).toBe(
      `kubectl create secret generic db --namespace shop --context dev \\
  --from-file=password=<(kubectl get secret mongo-db --namespace other --context dev --output 'go-template={{ index .data "password" | base64decode }}') \\
  --from-file=tls.crt=<(kubectl get secret mongo-db --namespace other --context dev --output 'go-template={{ index .data "tls.crt" | base64decode }}')
`,
    );
  });

  test('says of a Secret with unknown keys only what uses it', () => {
    const whole = { ...db, keys: [], usedBy: ['Deployment web, all variables'] };
    expect(secretsCommandsText({ ...text, secrets: [whole], manifests: [] })).toBe(
      '# shop/db: the manifests do not say which keys it has (Deployment web, all variables)\n',
    );
  });
});
