import { withoutLiteralSecrets } from '../../../lib/adopt/source/literal-secrets';
import { deploymentText, objectsOf } from '../adopted';

const env = [
  { name: 'MODE', value: 'a' },
  { name: 'API_KEY', value: 'k3y-of-somebody' },
];

test('a variable that looks like a secret refers to a key of its name', () => {
  const [object] = objectsOf(deploymentText({ env }));
  const reference = { secretKeyRef: { name: 'web-secrets', key: 'API_KEY' } };
  const [expected] = objectsOf(deploymentText({ env: [env[0], { name: 'API_KEY', valueFrom: reference }] }));
  expect(object && withoutLiteralSecrets(object, 'web-secrets')).toEqual({
    manifest: expected,
    literals: [{ secret: 'web-secrets', key: 'API_KEY' }],
  });
});

test('a secret in another place has no way out, and its value is not repeated', () => {
  const [object] = objectsOf(deploymentText({ args: ['--api-key=k3y-of-somebody'], env }));
  expect(object && withoutLiteralSecrets(object, 'web-secrets')).toEqual({
    literals: [],
    leak: 'spec.template.spec.containers[0].args[0], a literal value of api-key',
  });
});
