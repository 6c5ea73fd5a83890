import { MongoStatefulSetProps } from '../../../lib/mongo/replica-set/props';
import { only, yaml } from '../../rendered';
import { watched } from './monitored-set';

interface Pod {
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly object[] } } };
}

function container(props: Partial<MongoStatefulSetProps> = {}): object | undefined {
  const metrics = { labels: { release: 'prometheus' } };
  const manifests = watched((credentials) => ({ metrics, exporter: { credentials }, ...props }));
  return (only(manifests, 'StatefulSet') as unknown as Pod).spec.template.spec.containers[2];
}

test('asks its own mongod, with credentials that are in no argument', () => {
  expect(yaml(container())).toMatchSnapshot();
});

test('speaks TLS where mongod may want it', () => {
  const certificate = { issuer: { name: 'authority' } };
  expect(container({ tls: { mode: 'require', certificate } })).toHaveProperty(
    'args.0',
    '--mongodb.uri=mongodb://127.0.0.1:27017/?authSource=admin&tls=true&tlsInsecure=true',
  );
});
