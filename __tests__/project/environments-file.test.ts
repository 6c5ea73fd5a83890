import { environmentsFile } from '../../lib/project/environments-file';
import { largest, smallest } from './choices';

test('lists one environment without a database', () => {
  expect(environmentsFile(smallest)).toBe(`import { BackendServiceProps } from 'cdk8s-backend';

/** The settings that may differ between environments. */
export interface Environment {
  readonly name: string;
  readonly namespace: string;
  readonly backend: Pick<BackendServiceProps, 'image' | 'replicas' | 'size'>;
}

/** The environments, each of which is rendered. */
export const environments: readonly Environment[] = [
  {
    name: 'development',
    namespace: 'shop',
    backend: {
      image: 'registry.example.com/shop:1.0.0',
      replicas: 1,
      size: 's',
    },
  },
];
`);
});

test('gives production several pods and members of MongoDB, and the others one', () => {
  const [, list = ''] = environmentsFile(largest).split('= [\n');
  expect(list).toBe(`  {
    name: 'staging',
    namespace: 'shop-staging',
    backend: {
      image: 'registry.example.com/shop:1.0.0',
      replicas: 1,
      size: 's',
    },
    mongo: {
      members: 1,
      storage: { size: '1Gi' },
      resources: { requests: { cpu: '100m' }, limits: { memory: '512Mi' } },
    },
  },
  {
    name: 'production',
    namespace: 'shop-production',
    backend: {
      image: 'registry.example.com/shop:1.0.0',
      replicas: 3,
      size: 'm',
    },
    mongo: {
      members: 3,
      storage: { size: '10Gi' },
      resources: { requests: { cpu: '250m' }, limits: { memory: '1Gi' } },
    },
  },
];
`);
});
