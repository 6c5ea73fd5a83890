import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { Environment } from '../examples/shop/environments';
import { shop } from '../examples/shop/program';
import { KubernetesManifest, OutsideHost, render, SecretRef } from '../lib';
import { nodeImage } from './fixtures/backends';

/** The namespace of the shop, and those of its Ingress controller and of pods that it knows nothing of. */
export const shopNamespaces = { own: 'shop-e2e', edge: 'shop-edge', stranger: 'shop-stranger' } as const;

const programs = join(__dirname, 'fixtures/shop');
const mongoImage = process.env['MONGO_IMAGE'] ?? 'docker.io/library/mongo:8.0.30';
// It has the driver of MongoDB.
const programImage = process.env['BACKEND_IMAGE'] ?? 'docker.io/demo/user-admin-backend:1.0.0';

/** The shop of examples/shop on a cluster without a cloud, as small as it goes. */
export function shopManifests(postgres: OutsideHost): readonly KubernetesManifest[] {
  const environment: Environment = {
    name: 'e2e',
    namespace: shopNamespaces.own,
    defaults: { size: 's' },
    domain: 'shop.test',
    ingress: (host) => ({ host, className: 'shop-edge', tls: { secretName: 'shop-tls' } }),
    ingressFrom: [{ namespaceName: shopNamespaces.edge }],
    prometheus: { labels: { release: 'e2e' } },
    replicas: 2,
    redisUser: 10001,
    socketSeconds: 15,
    mongo: {
      members: 1,
      storage: { size: '1Gi' },
      resources: { requests: { cpu: '100m' }, limits: { memory: '512Mi' } },
    },
    backup: (scope) => ({
      storage: {
        s3: {
          bucket: 'shop-dumps',
          endpoint: 'https://s3.shop.test',
          credentials: new SecretRef(scope, 'dumps', { keys: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] }),
          scratch: { size: '1Gi' },
        },
      },
    }),
    postgres,
  };
  const app = new App();
  shop(app, environment);
  return render(app).map((manifest) => withStandIns(manifest));
}

/** The ConfigMap of the programs that stand in for those of the shop's images. */
export function programsConfigMap(): object {
  const names = readdirSync(programs);
  const data = Object.fromEntries(names.map((name) => [name, readFileSync(join(programs, name), 'utf8')]));
  const metadata = { name: 'programs', namespace: shopNamespaces.own };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data };
}

interface Container {
  readonly image: string;
  readonly command?: readonly string[];
  readonly volumeMounts?: readonly object[];
}

interface PodSpec {
  readonly containers: readonly Container[];
  readonly volumes?: readonly object[];
}

/** An object whose pods run images that the cluster has, with the programs of fixtures/shop. Nothing else of it differs. */
function withStandIns(manifest: KubernetesManifest): KubernetesManifest {
  return JSON.parse(JSON.stringify(manifest), (_, value: unknown) =>
    isPodSpec(value) ? podWithStandIns(value) : value === mirrored ? mongoImage : value,
  ) as KubernetesManifest;
}

const mirrored = 'registry.example.com/dockerhub/library/mongo:8.0.30';

function isPodSpec(value: unknown): value is PodSpec {
  return typeof value === 'object' && value !== null && 'containers' in value;
}

function podWithStandIns(pod: PodSpec): PodSpec {
  const volumes = [...(pod.volumes ?? []), { name: 'programs', configMap: { name: 'programs' } }];
  return { ...pod, volumes, containers: pod.containers.map(withStandIn) };
}

function withStandIn(container: Container): Container {
  const [, name = ''] = /([a-z_]+):[0-9.]+$/.exec(container.image) ?? [];
  const file = { redis: 'redis-server.js', mongodb_exporter: 'exporter.js' }[name] ?? `${name}.js`;
  if (!readdirSync(programs).includes(file)) return container;
  const image = container.image.includes('/shop/') ? programImage : nodeImage;
  const volumeMounts = [...(container.volumeMounts ?? []), { name: 'programs', mountPath: '/srv/shop' }];
  return { command: ['node', file], ...container, image, volumeMounts, workingDir: '/srv/shop' } as Container;
}
