import { readContainers } from '../../../lib/adopt/backend/containers';
import { adoptionOf, deploymentText, objectsOf, serviceText } from '../adopted';

const ports = (containerPort: number): object => ({ ports: [{ containerPort }] });

function names(containers: readonly object[], annotations: object = {}): string[] {
  const text = JSON.parse(deploymentText({}, { containers })) as { spec: { template: { metadata: object } } };
  const { metadata } = text.spec.template;
  const template = { ...text.spec.template, metadata: { ...metadata, annotations } };
  const [source, service] = objectsOf(
    [JSON.stringify({ ...text, spec: { ...text.spec, template } }), serviceText()].join('\n---\n'),
  );
  if (source === undefined) throw new Error('no objects');
  const { container, others } = readContainers(source, service);
  return [String(container.see('name')), ...others.map(({ name }) => name)];
}

test('takes as the application the container that is called so, or the first; without a port, the one that the Service leads to', () => {
  expect(names([{ name: 'a' }, { name: 'b' }])).toEqual(['a', 'b']);
  expect(names([{ name: 'a' }, { name: 'web' }])).toEqual(['web', 'a']);
  expect(names([{ name: 'a' }, { name: 'b' }], { 'kubectl.kubernetes.io/default-container': 'b' })).toEqual(['b', 'a']);
  expect(names([{ name: 'a' }, { name: 'b', ...ports(8080) }])).toEqual(['b', 'a']);
  expect(
    names([
      { name: 'a', ...ports(3000) },
      { name: 'b', ...ports(8080) },
    ]),
  ).toEqual(['a', 'b']);
});

const container = (name: string, fields: object = {}): object => ({
  name,
  image: 'docker.io/demo/one:1.0.0',
  ...fields,
});
const volumeMounts = [{ name: 'data', mountPath: '/data' }];

test.each([
  [
    'a sidecar after an init container',
    { initContainers: [container('init'), container('side', { restartPolicy: 'Always' })] },
    'its sidecar "side" would start before its init container "init"',
  ],
  [
    'a container with files that an init container writes',
    {
      initContainers: [container('init', { volumeMounts })],
      containers: [container('web'), container('side', { volumeMounts })],
      volumes: [{ name: 'data', emptyDir: {} }],
    },
    'its sidecar "side" would start before its init container "init", which may write its files',
  ],
])('keeps %s, which would start earlier', (_, pod, reason) => {
  expect(adoptionOf(deploymentText({}, pod)).kept.map((each) => each.reason)).toEqual([reason]);
});

test('takes containers that read the same files', () => {
  const pod = {
    initContainers: [container('init', { volumeMounts })],
    containers: [container('web'), container('side', { volumeMounts })],
    volumes: [{ name: 'data', configMap: { name: 'data' } }],
  };
  expect(adoptionOf(deploymentText({}, pod)).adopted).toHaveLength(1);
});
