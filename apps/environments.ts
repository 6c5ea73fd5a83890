import { BackendServiceProps, MongoStatefulSetProps } from '../lib';

/** What may differ between environments, and nowhere else. */
export interface Environment {
  readonly name: string;
  /** The folder of its manifests below dist/; empty for dist/ itself. */
  readonly directory: string;
  readonly mongo: Pick<MongoStatefulSetProps, 'members' | 'storage' | 'resources'>;
  readonly backend: Pick<BackendServiceProps, 'image' | 'replicas' | 'size' | 'expose'>;
}

const image = 'docker.io/demo/user-admin-backend:1.0.0';

export const development: Environment = {
  name: 'development',
  directory: '',
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
  mongo: {
    members: 3,
    storage: { size: '50Gi' },
    resources: { requests: { cpu: '1' }, limits: { memory: '4Gi' } },
  },
  backend: {
    image,
    replicas: { min: 3, max: 10 },
    size: 'l',
    expose: { type: 'LoadBalancer', platform: 'aws', scheme: 'internet-facing' },
  },
};

export const environments: readonly Environment[] = [development, staging, production];
