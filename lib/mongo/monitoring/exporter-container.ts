import type * as k8s from '../../../imports/k8s';
import { containerResources } from '../../kubernetes/resources';
import { restrictedContainer } from '../../pods/security-context';
import { mirrored, RegistryProps } from '../../pods/registry';
import { exporterWithDefaults, MongoExporter } from './exporter';
import { WithTls } from '../tls/tls-files';
import { mongodPort } from '../agent/contract';

/** The port of the exporter. */
export const exporterPort = 9216;

// Nobody else answers at the pod's own loopback.
const loopbackTls = '&tls=true&tlsInsecure=true';

/** The exporter's container. */
export function exporterContainer(exporter: MongoExporter, set: WithTls & RegistryProps): k8s.Container {
  const { credentials } = exporter;
  const { image, resources } = exporterWithDefaults(exporter);
  const port = 'exporter';
  return {
    name: 'exporter',
    image: mirrored(image, set),
    imagePullPolicy: 'IfNotPresent',
    args: [
      `--mongodb.uri=mongodb://127.0.0.1:${mongodPort}/?authSource=admin${set.tls === undefined ? '' : loopbackTls}`,
      '--mongodb.direct-connect',
      '--mongodb.global-conn-pool',
      `--web.listen-address=:${exporterPort}`,
      '--collector.diagnosticdata',
      '--collector.replicasetstatus',
      '--collector.dbstats',
    ],
    // Arguments are seen by whoever sees the node's processes or the pod.
    env: [
      { name: 'MONGODB_USER', valueFrom: { secretKeyRef: { name: credentials.name, key: 'username' } } },
      { name: 'MONGODB_PASSWORD', valueFrom: { secretKeyRef: { name: credentials.name, key: 'password' } } },
    ],
    ports: [{ name: 'exporter', containerPort: exporterPort, protocol: 'TCP' }],
    // Both ask the exporter alone: one that cannot ask mongod must not take the member out.
    livenessProbe: { httpGet: { path: '/', port }, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 4 },
    readinessProbe: { tcpSocket: { port }, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 },
    resources: containerResources(resources),
    securityContext: restrictedContainer(),
  };
}
