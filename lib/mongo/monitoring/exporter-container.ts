import type * as k8s from '../../../imports/k8s';
import { containerResources } from '../../kubernetes/resources';
import { restrictedContainer } from '../../pods/security-context';
import { mirrored, RegistryProps } from '../../pods/registry';
import { DecidedExporter, exporterResources } from './exporter';
import { mongodPort } from '../agent/contract';
import { WithTls } from '../tls/tls-files';

/** The port of the exporter. */
export const exporterPort = 9216;

// Only this pod's mongod answers at its loopback.
const loopbackTls = '&tls=true&tlsInsecure=true';

/** Returns the exporter's container. */
export function exporterContainer(exporter: DecidedExporter, set: WithTls & RegistryProps): k8s.Container {
  const { credentials, image } = exporter;
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
    // Arguments are visible among the node's processes and in the pod.
    env: [
      { name: 'MONGODB_USER', valueFrom: { secretKeyRef: { name: credentials.name, key: 'username' } } },
      { name: 'MONGODB_PASSWORD', valueFrom: { secretKeyRef: { name: credentials.name, key: 'password' } } },
    ],
    ports: [{ name: 'exporter', containerPort: exporterPort, protocol: 'TCP' }],
    // Both probe the exporter alone: one that cannot reach mongod must not take the member out.
    livenessProbe: { httpGet: { path: '/', port }, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 4 },
    readinessProbe: { tcpSocket: { port }, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 },
    resources: containerResources(exporterResources(exporter)),
    securityContext: restrictedContainer(),
  };
}
