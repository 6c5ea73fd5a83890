import { field, KubernetesManifest, listField } from '../../../lib/manifests/manifest';
import { MongoStatefulSetProps } from '../../../lib/mongo/replica-set/props';
import { kinds, only, yaml } from '../../rendered';
import { watched } from './monitored-set';

const metrics = { labels: { release: 'prometheus' } };

function exported(props: Partial<MongoStatefulSetProps> = {}): readonly KubernetesManifest[] {
  return watched((credentials) => ({ metrics, exporter: { credentials }, ...props }));
}

function ofExporter(props: Partial<MongoStatefulSetProps> = {}): readonly KubernetesManifest[] {
  return exported(props).filter(({ kind, metadata }) => metadata.name === 'mongo-exporter' && kind !== 'Secret');
}

function args(props: Partial<MongoStatefulSetProps> = {}): unknown {
  const [container] = listField(only(exported(props), 'Deployment'), 'spec', 'template', 'spec', 'containers');
  return field(container, 'args');
}

test('is a Deployment that reads each member, with a policy, and a monitor that names each member', () => {
  expect(yaml(ofExporter({ members: 1, nonVotingMembers: 1 }))).toMatchSnapshot();
});

test('is no part of the members, whose readiness does not depend on it', () => {
  const containers = listField(only(exported(), 'StatefulSet'), 'spec', 'template', 'spec', 'containers');
  expect(containers).toMatchObject([{ name: 'mongod' }, { name: 'agent' }]);
});

test.each<[string, Partial<MongoStatefulSetProps>, ordinals: number[]]>([
  ['hidden ones too', { memberOptions: { 2: { hidden: true, priority: 0 } } }, [0, 1, 2]],
  ['and each one that is added', { members: 5 }, [0, 1, 2, 3, 4]],
])('reads all members, %s', (_, props, ordinals) => {
  const hosts = ordinals.map((ordinal) => `mongo-${ordinal}.mongo.shop.svc.cluster.local:27017`);
  const uris = hosts.map((host) => `mongodb://${host}/?authSource=admin`).join(',');
  expect(args(props)).toContain(`--mongodb.uri=${uris}`);
});

test('leaves to the members what is about their containers and their targets', () => {
  const props = { podAnnotations: { 'backup.example.com/container': 'mongod' }, egressTo: [{ cidr: '10.1.0.0/16' }] };
  expect(ofExporter(props)).toEqual(ofExporter());
});

test('has no user of its own where the platform assigns one', () => {
  const deployment = only(ofExporter({ runAsUser: 'assigned' }), 'Deployment');
  expect(field(deployment, 'spec', 'template', 'spec', 'securityContext')).toEqual({
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  });
});

test('has no policy of its own where the set has none', () => {
  expect(kinds(ofExporter({ networkPolicy: false }))).toEqual(['Deployment', 'Service', 'ServiceMonitor']);
});

test('is found by a PodMonitor without a Service, and has the job that the agents have', () => {
  const manifests = ofExporter({ metrics: { ...metrics, kind: 'PodMonitor' } });
  expect(kinds(manifests)).toEqual(['Deployment', 'NetworkPolicy', 'PodMonitor']);
  expect(only(manifests, 'PodMonitor')).toHaveProperty('spec.podMetricsEndpoints.2.relabelings', [
    { targetLabel: 'pod', replacement: 'mongo-2' },
    { targetLabel: 'instance', replacement: 'mongo-2.mongo.shop.svc.cluster.local:27017' },
    { targetLabel: 'job', replacement: 'shop/mongo' },
  ]);
});

test.each(['prefer', 'require'] as const)(
  'verifies the members by the certificates of the set in the mode %s',
  (mode) => {
    const deployment = only(exported({ tls: { mode, certificate: { issuer: { name: 'authority' } } } }), 'Deployment');
    expect(field(deployment, 'spec', 'template', 'spec')).toMatchObject({
      containers: [
        {
          args: expect.arrayContaining([
            expect.stringMatching(/27017\/\?authSource=admin&tls=true&tlsCAFile=%2Fetc%2Fmongo-tls%2Fca.crt$/),
          ]) as unknown,
          volumeMounts: [{ name: 'authority', mountPath: '/etc/mongo-tls', readOnly: true }],
        },
      ],
      volumes: [
        {
          name: 'authority',
          secret: { secretName: 'mongo-tls', items: [{ key: 'ca.crt', path: 'ca.crt' }], defaultMode: 0o444 },
        },
      ],
    });
  },
);

test('reads without TLS members that do not use it among themselves', () => {
  const tls = { mode: 'allow', certificate: { issuer: { name: 'authority' } } } as const;
  expect(args({ tls })).toEqual(args());
});

test('has the exemptions of one pod for the scanners that the set lists', () => {
  expect(only(ofExporter({ scanners: ['kube-score', 'polaris'] }), 'Deployment').metadata.annotations).toEqual({
    'cdk8s-backend/reason.kube-score.deployment-replicas': expect.any(String) as unknown,
    'cdk8s-backend/reason.kube-score.deployment-strategy': expect.any(String) as unknown,
    'cdk8s-backend/reason.polaris.deploymentMissingReplicas': expect.any(String) as unknown,
    'kube-score/ignore': 'deployment-replicas,deployment-strategy',
    'polaris.fairwinds.com/deploymentMissingReplicas-exempt': 'true',
  });
});

test('takes overrides of each of its objects', () => {
  const labels = { metadata: { labels: { seen: 'yes' } } };
  const manifests = ofExporter({
    overrides: {
      exporterDeployment: labels,
      exporterMonitor: labels,
      exporterNetworkPolicy: labels,
      exporterService: labels,
    },
  });
  expect(manifests.map(({ kind, metadata }) => [kind, metadata.labels?.['seen']])).toEqual([
    ['Deployment', 'yes'],
    ['NetworkPolicy', 'yes'],
    ['Service', 'yes'],
    ['ServiceMonitor', 'yes'],
  ]);
});
