import { secretsCommandsText } from '../../../lib/commands/secrets/secrets-commands-text';

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

  test('says of a Secret with unknown keys only what uses it', () => {
    const whole = { ...db, keys: [], usedBy: ['Deployment web, all variables'] };
    expect(secretsCommandsText({ ...text, secrets: [whole], manifests: [] })).toBe(
      '# shop/db: the manifests do not say which keys it has (Deployment web, all variables)\n',
    );
  });
});
