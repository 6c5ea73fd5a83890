import { statedManifest } from '../../../lib/adopt/source/stated-manifest';
import { deploymentText, objectsOf, objectText, serviceText } from '../adopted';

test('an object of a cluster becomes what was applied to it', () => {
  const live = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'web',
      namespace: 'shop',
      uid: '1',
      resourceVersion: '2',
      generation: 3,
      creationTimestamp: '2026-01-01T00:00:00Z',
      managedFields: [],
      annotations: {
        'deployment.kubernetes.io/revision': '1',
        'kubectl.kubernetes.io/last-applied-configuration': '{}',
      },
    },
    spec: {
      replicas: 2,
      progressDeadlineSeconds: 600,
      revisionHistoryLimit: 10,
      selector: { matchLabels: { app: 'web' } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      template: {
        metadata: { creationTimestamp: null, labels: { app: 'web' } },
        spec: {
          containers: [
            {
              name: 'main',
              image: 'docker.io/demo/web:1.0.0',
              imagePullPolicy: 'IfNotPresent',
              resources: {},
              terminationMessagePath: '/dev/termination-log',
              terminationMessagePolicy: 'File',
            },
          ],
          dnsPolicy: 'ClusterFirst',
          restartPolicy: 'Always',
          schedulerName: 'default-scheduler',
          securityContext: {},
          terminationGracePeriodSeconds: 30,
        },
      },
    },
    status: { replicas: 2 },
  };
  expect(statedManifest(live)).toEqual(objectsOf(deploymentText({}))[0]);
});

test('a Service loses what the cluster has chosen, and an empty volume stays one', () => {
  const spec = {
    type: 'LoadBalancer',
    clusterIP: '10.0.0.1',
    clusterIPs: ['10.0.0.1'],
    ipFamilies: ['IPv4'],
    ports: [{ port: 80, targetPort: 8080, nodePort: 31000, protocol: 'TCP' }],
  };
  const [service] = objectsOf(serviceText(spec, { resourceVersion: '7' }));
  const [expected] = objectsOf(serviceText({ type: 'LoadBalancer' }));
  expect(service && statedManifest(service)).toEqual(expected);
  const [scratch] = objectsOf(deploymentText({}, { volumes: [{ name: 'a', emptyDir: {} }] }));
  expect(scratch && statedManifest(scratch)).toEqual(scratch);
});

test.each([
  serviceText({
    clusterIP: '10.0.0.1',
    type: 'LoadBalancer',
    ports: [{ port: 80, targetPort: 8080, nodePort: 31000 }],
  }),
  objectText('v1', 'PersistentVolumeClaim', 'data', { spec: { volumeName: 'disk' } }),
])('a file keeps the address, the port and the volume that its author wants: %s', (text) => {
  const [object] = objectsOf(text);
  expect(object && statedManifest(object)).toEqual(object);
});

test('an Ingress keeps the type of its paths, which the API server asks for', () => {
  const paths = [
    { path: '/', pathType: 'ImplementationSpecific', backend: { service: { name: 'web', port: { number: 80 } } } },
  ];
  const [ingress] = objectsOf(
    objectText('networking.k8s.io/v1', 'Ingress', 'web', { spec: { rules: [{ http: { paths } }] } }),
  );
  expect(ingress && statedManifest(ingress)).toEqual(ingress);
});
