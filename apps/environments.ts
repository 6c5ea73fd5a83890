import { BackendServiceProps, MongoBackupProps, MongoStatefulSetProps, TenantNamespaceProps } from '../lib';

/** What may differ between environments, and nowhere else. */
export interface Environment {
  readonly name: string;
  /** The folder of its manifests below dist/; empty for dist/ itself. */
  readonly directory: string;
  readonly namespace: string;
  /** The namespace's quota, and the owner of all that is in it. */
  readonly tenant?: Pick<TenantNamespaceProps, 'owner' | 'quota'>;
  readonly mongo: Pick<MongoStatefulSetProps, 'members' | 'storage' | 'resources' | 'tls' | 'metrics'>;
  /** The dumps of the database. */
  readonly backup?: Pick<MongoBackupProps, 'schedule' | 'storage' | 'workloadIdentity'>;
  readonly backend: Pick<BackendServiceProps, 'image' | 'replicas' | 'size' | 'expose' | 'ingress' | 'ingressFrom'>;
}

const image = 'docker.io/demo/user-admin-backend:1.0.0';

export const development: Environment = {
  name: 'development',
  directory: '',
  namespace: 'user-admin',
  mongo: {
    members: 1,
    storage: { size: '1Gi' },
    resources: { requests: { cpu: '100m' }, limits: { memory: '512Mi' } },
  },
  backend: {
    image,
    replicas: 2,
    size: 's',
    expose: { type: 'LoadBalancer' },
  },
};

export const staging: Environment = {
  name: 'staging',
  directory: 'staging',
  namespace: 'user-admin-staging',
  tenant: { owner: 'accounts' },
  mongo: {
    members: 3,
    storage: { size: '10Gi' },
    resources: { requests: { cpu: '250m' }, limits: { memory: '1Gi' } },
  },
  backend: { image, replicas: 2, size: 'm', expose: { type: 'ClusterIP' } },
};

export const production: Environment = {
  name: 'production',
  directory: 'production',
  namespace: 'user-admin-production',
  tenant: { owner: 'accounts', quota: 'm' },
  mongo: {
    members: 3,
    storage: { size: '50Gi' },
    resources: { requests: { cpu: '1' }, limits: { memory: '4Gi' } },
    tls: { mode: 'require', certificate: { issuer: { name: 'internal' } } },
    metrics: { labels: { release: 'kube-prometheus-stack' }, alerts: true },
  },
  backup: {
    schedule: '0 3 * * *',
    storage: { s3: { bucket: 'user-admin-dumps', region: 'eu-central-1', scratch: { size: '50Gi' } } },
    workloadIdentity: { aws: { roleArn: 'arn:aws:iam::123456789012:role/user-admin-dumps' } },
  },
  backend: {
    image,
    replicas: { min: 3, max: 10 },
    size: 'l',
    ingress: {
      platform: 'aws',
      scheme: 'internet-facing',
      host: 'user-admin.example.com',
      tls: 'load balancer',
      annotations: { 'alb.ingress.kubernetes.io/inbound-cidrs': '203.0.113.0/24' },
    },
    // The subnets of the load balancer, in which no pods are.
    ingressFrom: [{ cidr: '10.0.0.0/22' }],
  },
};

export const environments: readonly Environment[] = [development, staging, production];
