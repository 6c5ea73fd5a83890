import { Chart } from 'cdk8s';
import { MongoDumpStorage, SecretRef } from '../lib';
import { kubectl } from './kubectl';
import { MongoSet, newPassword } from './mongo-set';

/** A server of object storage in a namespace: dumps in it, and its start. */
export interface ObjectStorage {
  readonly of: (chart: Chart) => MongoDumpStorage;
  readonly start: (set: MongoSet) => Promise<void>;
}

/** Returns object storage in a pod, by the same program as its client, rclone. */
export function objectStorage(namespace: string, image: string): ObjectStorage {
  const keys = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const;
  const of = (chart: Chart) => ({
    s3: {
      bucket: 'shop-dumps',
      prefix: 'mongo',
      endpoint: `http://storage.${namespace}:9000`,
      credentials: new SecretRef(chart, 'bucket', { keys }),
      scratch: { size: '1Gi' },
      image,
    },
  });
  return { of, start: (set) => start(set, image) };
}

async function start(set: MongoSet, client: string): Promise<void> {
  const { namespace } = set;
  const [id, secret] = [newPassword(), newPassword()];
  await set.writeSecret('bucket', { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret });
  await set.writeSecret('storage', { key: `"${id},${secret}"` });
  const metadata = { name: 'storage', namespace, labels: { app: 'storage' } };
  const container = {
    name: 'storage',
    image: client,
    command: ['sh', '-c', 'mkdir -p /data/shop-dumps && exec rclone serve s3 --addr :9000 /data'],
    env: [
      { name: 'HOME', value: '/data' },
      { name: 'RCLONE_CONFIG', value: '/notfound' },
      { name: 'RCLONE_AUTH_KEY', valueFrom: { secretKeyRef: { name: 'storage', key: 'key' } } },
    ],
    readinessProbe: { tcpSocket: { port: 9000 } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    volumeMounts: [{ name: 'data', mountPath: '/data' }],
  };
  const pod = {
    terminationGracePeriodSeconds: 0,
    securityContext: { runAsNonRoot: true, runAsUser: 999, fsGroup: 999, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [container],
    volumes: [{ name: 'data', emptyDir: {} }],
  };
  const items = [
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: metadata.labels, ports: [{ port: 9000 }] } },
    { apiVersion: 'v1', kind: 'Pod', metadata, spec: pod },
  ];
  await kubectl('apply -f -', { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
  await set.kubectl('wait --for=condition=Ready pod/storage --timeout=60s');
}
