import { Chart } from 'cdk8s';
import { BackendService } from '../../../lib/backend-service/backend-service';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { refusal } from '../../rendered';
import { at, least, outcome } from '../edge-values';

const variables = 'Deployment spec.template.spec.containers.0.env';

test.each<[string, object, unknown]>([
  ['tells the application its port', { port: 3000 }, [{ name: 'PORT', value: '3000' }]],
  ['takes the port that is said twice alike', { env: { PORT: '8080' } }, [{ name: 'PORT', value: '8080' }]],
  [
    'leaves a port from elsewhere',
    { env: { PORT: { fieldRef: { fieldPath: 'metadata.name' } } } },
    [expect.objectContaining({ name: 'PORT' })],
  ],
  [
    'adds the heap to the options of Node that are given',
    { nodeHeapPercent: 50, env: { NODE_OPTIONS: '--enable-source-maps' } },
    [
      { name: 'PORT', value: '8080' },
      { name: 'NODE_OPTIONS', value: '--enable-source-maps --max-old-space-size=128' },
    ],
  ],
])('%s', (_, props, expected) => {
  expect(at(outcome(props).manifests, variables)).toEqual(expected);
});

test.each<[object, string]>([
  [
    { env: { PORT: '3000' } },
    'env["PORT"] must be port, which is 8080, where the Service and the probes reach the application, got "3000"; leave it out, or write port: 3000',
  ],
  [
    { env: { PORT: 'http' } },
    'env["PORT"] must be port, which is 8080, where the Service and the probes reach the application, got "http"; leave it out, or write port: 8080',
  ],
  [
    { nodeHeapPercent: 50, env: { NODE_OPTIONS: '--max_old_space_size=512' } },
    'env["NODE_OPTIONS"] must leave the heap to nodeHeapPercent, which is 50, got "--max_old_space_size=512"; leave --max-old-space-size or nodeHeapPercent out',
  ],
  [
    { nodeHeapPercent: 50, env: { NODE_OPTIONS: { configMapKeyRef: { name: 'node', key: 'options' } } } },
    'nodeHeapPercent must be left out where NODE_OPTIONS is no string, to which it is added; write one of them',
  ],
])('refuses %p', (props, finding) => {
  expect(outcome(props).findings).toEqual([`[shop/api] ${finding}`]);
});

test('refuses a heap beside options that are a secret', () => {
  const text = refusal((chart: Chart) => {
    const node = new SecretRef(chart, 'node', { keys: ['options'] });
    new BackendService(chart, 'api', { ...least, nodeHeapPercent: 50, secrets: { NODE_OPTIONS: node.key('options') } });
  });
  expect(text).toContain('nodeHeapPercent must be left out where NODE_OPTIONS is no string');
});
