import { Chart } from 'cdk8s';
import { BackendService } from '../../lib/backend-service/backend-service';
import { BackendServiceProps } from '../../lib/backend-service/model/props';
import { KubernetesManifest } from '../../lib/manifests/manifest';
import { SecretRef } from '../../lib/secrets/secret-ref';
import { kinds, only, refusal, rendered, yaml } from '../rendered';

const least: BackendServiceProps = { image: 'docker.io/demo/api:1.2.3', port: 8080 };

function backend(props: Partial<BackendServiceProps> = {}): readonly KubernetesManifest[] {
  return rendered((chart) => new BackendService(chart, 'api', { ...least, ...props }));
}

function refused(props: object, id = 'api'): string {
  return refusal((chart) => new BackendService(chart, id, { ...least, ...props }));
}

function container(manifests: readonly KubernetesManifest[]): Record<string, unknown> {
  const deployment = only(manifests, 'Deployment') as unknown as {
    spec: { template: { spec: { containers: [Record<string, unknown>] } } };
  };
  return deployment.spec.template.spec.containers[0];
}

test('needs an image and a port alone', () => {
  expect(yaml(backend())).toMatchSnapshot();
});

test('has no budget for one pod, of which it would block every drain', () => {
  expect(kinds(backend({ replicas: 1 }))).not.toContain('PodDisruptionBudget');
});

test('leaves the number of pods to the autoscaler', () => {
  const manifests = backend({ replicas: { min: 3, max: 10, cpuPercent: 60 } });
  expect(only(manifests, 'Deployment')).not.toHaveProperty('spec.replicas');
  expect(yaml(only(manifests, 'HorizontalPodAutoscaler')['spec'])).toMatchSnapshot();
});

test('is made of one selector label, which no other label is part of', () => {
  const manifests = backend();
  expect([
    only(manifests, 'Deployment')['spec'],
    only(manifests, 'Service')['spec'],
    only(manifests, 'PodDisruptionBudget')['spec'],
    only(manifests, 'NetworkPolicy')['spec'],
  ]).toMatchObject([
    { selector: { matchLabels: { app: 'api' } } },
    { selector: { app: 'api' } },
    { selector: { matchLabels: { app: 'api' } } },
    { podSelector: { matchLabels: { app: 'api' } } },
  ]);
});

test('serves on while it ends: sleep, then the time to shut down, then five seconds more', () => {
  const manifests = backend({ shutdownSeconds: 20 });
  expect(container(manifests)['lifecycle']).toEqual({ preStop: { sleep: { seconds: 10 } } });
  expect(only(manifests, 'Deployment')).toHaveProperty('spec.template.spec.terminationGracePeriodSeconds', 35);
});

test('sleeps by a command where the kubelet has no sleep of its own', () => {
  expect(container(backend({ kubernetes: '1.29' }))['lifecycle']).toEqual({
    preStop: { exec: { command: ['sleep', '10'] } },
  });
});

test('asks readiness of the ready path, and startup and liveness of the live path', () => {
  expect(container(backend({ health: { ready: '/healthz', live: '/livez' }, startupSeconds: 30 }))).toMatchObject({
    readinessProbe: { httpGet: { path: '/healthz', port: 'http' } },
    livenessProbe: { httpGet: { path: '/livez', port: 'http' } },
    startupProbe: { httpGet: { path: '/livez', port: 'http' }, periodSeconds: 2, failureThreshold: 15 },
  });
});

test('never restarts a pod for its one health path', () => {
  expect(container(backend({ health: '/healthz' }))).toMatchObject({
    readinessProbe: { httpGet: { path: '/healthz', port: 'http' } },
    livenessProbe: { tcpSocket: { port: 'http' } },
    startupProbe: { tcpSocket: { port: 'http' } },
  });
});

test('puts the variables that others refer to before them', () => {
  const manifests = rendered((chart) => {
    const database = new SecretRef(chart, 'database', { keys: ['username', 'password'] });
    const master = new SecretRef(chart, 'master', { keys: ['key'] });
    new BackendService(chart, 'api', {
      ...least,
      env: {
        LOG_LEVEL: 'info',
        DATABASE_URL: {
          secrets: { USERNAME: database.key('username'), PASSWORD: database.key('password') },
          text: (variable) => `db://$(${variable}_USERNAME):$(${variable}_PASSWORD)@db`,
        },
      },
      secrets: { MASTER_KEY: master.key('key') },
    });
  });
  expect(container(manifests)['env']).toEqual([
    { name: 'MASTER_KEY', valueFrom: { secretKeyRef: { name: 'master', key: 'key' } } },
    { name: 'PORT', value: '8080' },
    { name: 'LOG_LEVEL', value: 'info' },
    { name: 'DATABASE_URL_USERNAME', valueFrom: { secretKeyRef: { name: 'database', key: 'username' } } },
    { name: 'DATABASE_URL_PASSWORD', valueFrom: { secretKeyRef: { name: 'database', key: 'password' } } },
    { name: 'DATABASE_URL', value: 'db://$(DATABASE_URL_USERNAME):$(DATABASE_URL_PASSWORD)@db' },
  ]);
});

test('lets its pods out to the endpoint of a template, with the labels that let them in there', () => {
  const manifests = backend({
    env: {
      QUEUE: {
        secrets: {},
        text: () => 'queue:5672',
        endpoint: { namespace: 'shop', labels: { app: 'queue' }, port: 5672, clientLabels: { 'queue-client': 'true' } },
      },
    },
  });
  expect(only(manifests, 'Deployment')).toHaveProperty(
    ['spec', 'template', 'metadata', 'labels', 'queue-client'],
    'true',
  );
  expect(only(manifests, 'NetworkPolicy')).toMatchObject({
    spec: {
      egress: [
        {},
        {
          to: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
              podSelector: { matchLabels: { app: 'queue' } },
            },
          ],
          ports: [{ protocol: 'TCP', port: 5672 }],
        },
      ],
    },
  });
});

test.each<[string, Partial<BackendServiceProps>]>([
  ['NodePort', { expose: { type: 'NodePort', nodePort: 30080 } }],
  ['LoadBalancer of the cluster', { expose: { type: 'LoadBalancer', sourceRanges: ['203.0.113.0/24'] } }],
  ['LoadBalancer of AWS', { expose: { type: 'LoadBalancer', platform: 'aws', scheme: 'internal' } }],
  ['several ports', { ports: { admin: 9000, metrics: 9090 } }],
])('makes the Service: %s', (_, props) => {
  const { metadata, spec } = only(backend(props), 'Service');
  expect(yaml({ annotations: metadata.annotations ?? {}, spec })).toMatchSnapshot();
});

test('is open to every caller where the Service is reached from outside, to the namespace otherwise', () => {
  const ingress = (props: Partial<BackendServiceProps>): unknown =>
    (only(backend(props), 'NetworkPolicy')['spec'] as { ingress: unknown }).ingress;
  const ports = [{ protocol: 'TCP', port: 8080 }];
  expect(ingress({})).toEqual([{ from: [{ podSelector: {} }], ports }]);
  expect(ingress({ expose: { type: 'LoadBalancer' } })).toEqual([{ ports }]);
});

test('keeps the memory limit at the request unless it is given', () => {
  expect(container(backend({ resources: { requests: { memory: '1024Mi' } } }))['resources']).toMatchObject({
    requests: { memory: '1Gi' },
    limits: { memory: '1Gi' },
  });
});

test.each<[object, string]>([
  [{ port: 0 }, 'port must be an integer from 1 to 65535, got 0; write 1'],
  [{ port: 70000 }, 'port must be an integer from 1 to 65535, got 70000; write 65535'],
  [{ port: '80' }, 'port must be an integer from 1 to 65535, got "80"; write 80'],
  [{ ports: { admin: 8080 } }, 'ports["admin"] must not be the number of port "http", got 8080; write another number'],
  [{ ports: { admin: 80 } }, 'ports["admin"] must not be 80, the Service\'s port for "http"; write another number'],
  [
    { ports: { ADMIN: 9000 } },
    'ports["ADMIN"] must be at most 15 lower-case letters, digits and single "-" with a letter among them, got "ADMIN"; write a name such as "http"',
  ],
  [
    { image: 'demo/api' },
    'image has no tag, got "demo/api"; write "repository:tag" or "repository:tag@sha256:<64 hexadecimal digits>"',
  ],
  [{ replicas: -1 }, 'replicas must be an integer from 0, got -1; write 2'],
  [{ replicas: 1.5 }, 'replicas must be an integer from 0, got 1.5; write 2'],
  [
    { replicas: { min: 3, max: 3 } },
    'replicas.max must be above min, which is 3, got 3; write a larger max or replicas: 3',
  ],
  [{ replicas: { min: 0, max: 3 } }, 'replicas.min must be an integer from 1, got 0; write 2'],
  [
    { health: 'healthz' },
    'health must be a path that begins with "/" and has no spaces, got "healthz"; write "/healthz"',
  ],
  [
    { health: { ready: '/healthz', live: '/healthz' } },
    'health.live must not be what readiness asks, got "/healthz"; write a path that asks nothing but the process, or leave it out',
  ],
  [
    { env: { 'A=B': 'x' } },
    'env["A=B"] must be letters, digits, "_", "-" and ".", not beginning with a digit, got "A=B"; write a name such as "LOG_LEVEL"',
  ],
  [{ env: { RETRIES: 3 } }, 'env["RETRIES"] must be a string, got 3; write "3"'],
  [
    { secrets: { MASTER_KEY: 'hunter2' } },
    'secrets["MASTER_KEY"] must be a key of a SecretRef, got a string; write secretRef.key(…)',
  ],
  [
    { resources: { requests: { memory: '512m' } } },
    'resources.requests.memory must be a quantity of bytes, got "512m", which is thousandths of a byte; write "512Mi"',
  ],
  [
    { resources: { limits: { memory: '1gb' } } },
    'resources.limits.memory must be a positive quantity of bytes, got "1gb"; write "1Gi"',
  ],
  [
    { resources: { requests: { cpu: '2' } } },
    'resources.requests.cpu must not be above the limit "1", got "2"; raise the limit or lower the request',
  ],
  [
    { expose: { type: 'NodePort', nodePort: 8080 } },
    'expose.nodePort must be an integer from 30000 to 32767, got 8080; write 30080',
  ],
  [
    { expose: { type: 'LoadBalancer', sourceRanges: ['10.0.0.1'] } },
    'expose.sourceRanges[0] must be a CIDR block, got "10.0.0.1"; write "203.0.113.0/24"',
  ],
  [{ runAsUser: 0 }, 'runAsUser must be an integer from 1, got 0; write 1'],
  [{ kubernetes: '1.20' }, 'kubernetes must be a minor version from "1.27", got "1.20"; write "1.30"'],
])('refuses %p', (props, finding) => {
  expect(refused(props)).toContain(`[shop/api] ${finding}`);
});

test('refuses a name that no Service can have', () => {
  expect(refused({}, 'User_Admin')).toContain(
    '[shop/User_Admin] id must be a DNS label that begins with a letter: lower-case letters, digits and "-", got "User_Admin"; write "user-admin"',
  );
});

test('refuses a variable that is given twice', () => {
  const message = refusal((chart: Chart) => {
    const key = new SecretRef(chart, 'master', { keys: ['key'] }).key('key');
    new BackendService(chart, 'api', { ...least, env: { MASTER_KEY: 'x' }, secrets: { MASTER_KEY: key } });
  });
  expect(message).toContain('[shop/api] env["MASTER_KEY"] is given twice, in env and in secrets; keep one of them');
});

test('reports all findings at once', () => {
  const message = refused({ port: 0, image: 'x', replicas: -1 });
  expect(message.match(/\[shop\/api\]/g)).toHaveLength(3);
});

test('does not compile with a secret that is a string, nor with replicas and autoscaling at once', () => {
  // @ts-expect-error a secret is a key of a SecretRef, never a string
  const asString: BackendServiceProps = { ...least, secrets: { MASTER_KEY: 'hunter2' } };
  // @ts-expect-error an autoscaler has no fixed number of pods beside it
  const both: BackendServiceProps = { ...least, replicas: { min: 1, max: 3, replicas: 2 } };
  expect([asString, both]).toHaveLength(2);
});
