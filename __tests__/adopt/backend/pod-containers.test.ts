import { adoptedProps, adoptionOf, deploymentText, objectText, serviceText } from '../adopted';

const main = { name: 'main', image: 'docker.io/demo/web:1.0.0' };
const proxy = { name: 'proxy', image: 'docker.io/demo/proxy:2.0.0' };
const inOverrides = (initContainers: readonly object[], others: object = {}): object => ({
  deployment: { spec: { template: { spec: { initContainers, ...others } } } },
});

test('says init containers, which keep to have no requests and no limits where they state none', () => {
  const wait = {
    name: 'wait',
    image: 'docker.io/library/busybox:1.37',
    command: ['sh', '-c', 'nc -z db 5432'],
    env: [
      { name: 'TIMEOUT', value: '5' },
      { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'keys', key: 'token' } } },
    ],
    workingDir: '/srv',
  };
  const resources = { requests: { cpu: '20m', memory: '32Mi' }, limits: { cpu: '1', memory: '64Mi' } };
  const load = { name: 'load', image: 'docker.io/demo/load:1.0.0', resources };
  expect(adoptedProps([deploymentText({}, { initContainers: [wait, load] })])).toEqual({
    initContainers: {
      wait: {
        image: 'docker.io/library/busybox:1.37',
        command: ['sh', '-c', 'nc -z db 5432'],
        env: { TIMEOUT: '5' },
        secrets: { TOKEN: "= keys.key('token')" },
      },
      load: {
        image: 'docker.io/demo/load:1.0.0',
        resources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { cpu: '1', memory: '64Mi' } },
      },
    },
    networkPolicy: false,
    overrides: inOverrides([{ name: 'wait', workingDir: '/srv', resources: null }]),
  });
});

test('takes the defaults of their requests and limits if that is chosen', () => {
  const text = deploymentText({}, { initContainers: [{ name: 'wait', image: 'docker.io/library/busybox:1.37' }] });
  expect(adoptedProps([text], new Map([['resources', 'take']]))).toEqual({
    initContainers: { wait: { image: 'docker.io/library/busybox:1.37' } },
    networkPolicy: false,
  });
});

test('says a sidecar with its ports, of which the Service has one, and its readiness; other probes stay, by the new names', () => {
  const httpHeaders = [{ name: 'Host', value: 'a' }];
  const http = { httpGet: { path: '/ok', port: 'http' } };
  const sidecar = {
    ...proxy,
    ports: [{ name: 'http', containerPort: 9000 }, { containerPort: 9001 }],
    readinessProbe: { httpGet: { ...http.httpGet, httpHeaders }, periodSeconds: 3 },
    livenessProbe: http,
    resources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '64Mi' } },
  };
  const text = deploymentText({}, { containers: [{ ...main, ports: [{ containerPort: 8080 }] }, sidecar] });
  const ports = [
    { name: 'web', port: 80, targetPort: 8080 },
    { name: 'admin', port: 9000, targetPort: 'http' },
  ];
  expect(adoptedProps([text, serviceText({ ports })])).toEqual({
    port: 8080,
    sidecars: {
      proxy: {
        image: 'docker.io/demo/proxy:2.0.0',
        ports: { admin: { port: 9000, servicePort: 9000 }, proxy: 9001 },
        ready: { path: '/ok', port: 'admin', httpHeaders: { Host: 'a' } },
        resources: { limits: { cpu: false } },
      },
    },
    networkPolicy: false,
    overrides: inOverrides([
      {
        name: 'proxy',
        readinessProbe: { periodSeconds: 3 },
        livenessProbe: { httpGet: { path: '/ok', port: 'admin' } },
      },
    ]),
  });
});

test('says a sidecar that is an init container which is restarted', () => {
  const resources = { requests: { cpu: '10m', memory: '64Mi' }, limits: { cpu: '500m', memory: '64Mi' } };
  const readinessProbe = { exec: { command: ['ok'] }, initialDelaySeconds: 4 };
  const sidecar = { ...proxy, resources, restartPolicy: 'Always', readinessProbe };
  expect(adoptedProps([deploymentText({}, { initContainers: [sidecar] })])).toEqual({
    sidecars: { proxy: { image: 'docker.io/demo/proxy:2.0.0', ready: { exec: ['ok'] } } },
    networkPolicy: false,
    overrides: inOverrides([{ name: 'proxy', readinessProbe: { initialDelaySeconds: 4 } }]),
  });
});

test('a percentage of an autoscaler stays one of the whole pod', () => {
  const metrics = [
    { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
  ];
  const scaler = objectText('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      minReplicas: 2,
      maxReplicas: 5,
      metrics,
    },
  });
  const text = deploymentText({}, { containers: [main, proxy] }, { replicas: undefined });
  expect(adoptedProps([text, scaler])).toEqual({
    replicas: { min: 2, max: 5, cpuPercent: false, metrics },
    sidecars: { proxy: { image: 'docker.io/demo/proxy:2.0.0' } },
    networkPolicy: false,
    overrides: inOverrides([{ name: 'proxy', resources: null }]),
  });
});

test('says volumes that containers share once, and keeps their other paths and that one only reads', () => {
  const resources = { requests: { cpu: '10m', memory: '64Mi' }, limits: { cpu: '500m', memory: '64Mi' } };
  const build = { name: 'build', image: 'docker.io/demo/build:1.0.0', resources };
  const volumeMounts = [
    { name: 'site', mountPath: '/srv/site', readOnly: true },
    { name: 'conf', mountPath: '/srv/conf' },
  ];
  const text = deploymentText(
    { volumeMounts },
    {
      initContainers: [
        {
          ...build,
          volumeMounts: [
            { name: 'site', mountPath: '/out' },
            { name: 'conf', mountPath: '/srv/conf' },
            { name: 'own', mountPath: '/own' },
          ],
        },
      ],
      volumes: [
        { name: 'site', emptyDir: {} },
        { name: 'conf', configMap: { name: 'conf' } },
        { name: 'own', emptyDir: {} },
      ],
    },
  );
  expect(adoptedProps([text])).toEqual({
    mounts: { '/srv/site': { emptyDir: '1Gi' }, '/srv/conf': { configMap: 'conf' } },
    initContainers: { build: { image: 'docker.io/demo/build:1.0.0', mounts: ['/tmp', '/srv/conf'] } },
    networkPolicy: false,
    overrides: inOverrides(
      [
        {
          name: 'build',
          volumeMounts: [
            { mountPath: '/out', name: 'srv-site' },
            { name: 'own', mountPath: '/own' },
          ],
        },
      ],
      {
        containers: [{ name: 'web', volumeMounts: [{ mountPath: '/srv/site', readOnly: true }] }],
        volumes: [{ name: 'own', emptyDir: {} }],
      },
    ),
  });
});

test('keeps the user of a container that is another than the one of the application, which is that of the pod', () => {
  const resources = { requests: { cpu: '10m', memory: '64Mi' }, limits: { cpu: '500m', memory: '64Mi' } };
  const containers = [
    { ...main, securityContext: { runAsUser: 1000 } },
    { ...proxy, resources, securityContext: { runAsUser: 101, runAsGroup: 102, readOnlyRootFilesystem: false } },
    { ...proxy, resources, name: 'other', securityContext: { allowPrivilegeEscalation: false } },
  ];
  const pod = { containers, securityContext: { runAsUser: 2000, runAsNonRoot: true } };
  expect(adoptedProps([deploymentText({}, pod)])).toEqual({
    runAsUser: 1000,
    sidecars: { proxy: { image: 'docker.io/demo/proxy:2.0.0' }, other: { image: 'docker.io/demo/proxy:2.0.0' } },
    networkPolicy: false,
    overrides: inOverrides([
      { name: 'proxy', securityContext: { runAsUser: 101, runAsGroup: 102, readOnlyRootFilesystem: false } },
      { name: 'other', securityContext: { runAsUser: 2000 } },
    ]),
  });
});

test.each([
  [{ runAsUser: 0 }, 'its container "proxy" runs as root'],
  [{ privileged: true }, 'its container "proxy" runs as a privileged container'],
  [
    { capabilities: { add: ['NET_ADMIN'] } },
    'spec.template.spec must meet the Pod Security standard restricted, got container "proxy" capabilities.add: ["NET_ADMIN"] (require-restricted-pods)',
  ],
])('keeps pods with a sidecar of %j', (securityContext, reason) => {
  const { kept } = adoptionOf(deploymentText({}, { containers: [main, { ...proxy, securityContext }] }));
  expect(kept.map((each) => each.reason)).toEqual([reason]);
});

test('keeps the user of each image where that of the application is kept, and pods of which one alone states it', () => {
  const security = new Map([['security', 'keep']] as const);
  const text = deploymentText({}, { containers: [main, { ...proxy, securityContext: { runAsNonRoot: true } }] });
  const container = {
    capabilities: null,
    allowPrivilegeEscalation: null,
    privileged: null,
    readOnlyRootFilesystem: null,
  };
  expect(adoptedProps([text], security)).toEqual({
    sidecars: { proxy: { image: 'docker.io/demo/proxy:2.0.0' } },
    networkPolicy: false,
    overrides: {
      deployment: {
        metadata: { annotations: { 'cdk8s-backend/ignore.require-restricted-pods': 'adopted as it was' } },
        spec: {
          template: {
            spec: {
              securityContext: null,
              initContainers: [
                { name: 'proxy', resources: null, securityContext: { ...container, runAsNonRoot: true } },
              ],
              containers: [{ name: 'web', securityContext: null }],
            },
          },
        },
      },
    },
  });
  const stated = deploymentText({}, { containers: [{ ...main, securityContext: { runAsUser: 1000 } }, proxy] });
  expect(adoptionOf(stated, security).kept.map(({ reason }) => reason)).toEqual([
    'its container "proxy" states no user, and would have that of the application',
  ]);
});
