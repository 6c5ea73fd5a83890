import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type * as k8s from '../../../imports/k8s';
import { apiObject, customObject } from '../../construct/api-object';
import { versionLabel } from '../../kubernetes/labels';
import { containerResources } from '../../kubernetes/resources';
import { ClusterDns, dnsEgress } from '../../network/dns';
import { endpointEgress } from '../../network/network-peers';
import { monitoringIngress, monitorJob, monitorObject, ScrapedPort } from '../../operators/monitoring';
import { IgnoredChecks, onePodExemptions, withExemptions } from '../../pods/metadata';
import { DecidedPods, Pods, podsOf } from '../../pods/pods';
import { mirrored, RegistryProps } from '../../pods/registry';
import { restrictedContainer, userExemption, withVolumes } from '../../pods/security-context';
import { mongodPort } from '../agent/contract';
import { memberHost, NamedSet } from '../members/member-hosts';
import { Members } from '../members/topology';
import { connectionTls, connectionVolumes, WithTls } from '../tls/tls-files';
import { DecidedExporter, exporterResources } from './exporter';
import { Watched } from './monitoring';

/** The objects of a set's exporter. */
export interface ExporterObjects {
  /** The Deployment of the exporter. */
  readonly deployment: ApiObject;
  /** The NetworkPolicy of the exporter; undefined if `networkPolicy` of the set is false. */
  readonly networkPolicy?: ApiObject;
  /** The Service by which a ServiceMonitor finds the exporter; undefined for a PodMonitor. */
  readonly service?: ApiObject;
  /** The ServiceMonitor or PodMonitor, with an endpoint for each member. */
  readonly monitor?: ApiObject;
}

/** A set, as far as its exporter depends on it. */
interface ExportedSet extends Watched, NamedSet, WithTls, RegistryProps {
  readonly members: Pick<Members, 'ordinals'>;
  readonly pods: Pods;
  readonly exporterPods: Pods;
  readonly clientLabels: Readonly<Record<string, string>>;
  readonly dns?: ClusterDns;
  readonly networkPolicy: boolean;
  readonly scanners?: DecidedPods['scanners'];
  readonly ignoreChecks?: IgnoredChecks;
}

const exporterPort = 9216;
const port = 'exporter';
// The exporter's image has no user of its own that it needs.
const exporterUserId = 10001;

const exemptions = onePodExemptions('without the exporter some figures are missing for a moment, and nothing else');

/**
 * Returns what the exporter's pod and objects have in common with those of the set: labels, nodes and ServiceAccount, of which it mounts no
 * token. Rules of affinity to pods, annotations of pods and targets of egress are about the members.
 */
export function exporterPods(
  set: string,
  namespace: string | undefined,
  props: DecidedPods,
  partOf: string | undefined,
): Pods {
  const { serviceAccountName = set, affinity: { nodeAffinity } = {} } = props;
  const ofMembers = { podAnnotations: undefined, egressTo: undefined };
  const given = { ...props, ...ofMembers, serviceAccountName, affinity: nodeAffinity && { nodeAffinity } };
  return podsOf(`${set}-exporter`, namespace, given, { component: 'exporter', partOf, runAsUser: exporterUserId });
}

/** Adds the objects of the exporter to its set; undefined without one. */
export function addExporter(scope: Construct, set: ExportedSet): ExporterObjects | undefined {
  const { exporter, metrics } = set;
  if (exporter === undefined) return undefined;
  const { metadata, selector } = set.exporterPods;
  const deployment = apiObject(scope, 'exporter-deployment', 'Deployment', exporterDeployment(set, exporter));
  const networkPolicy = set.networkPolicy
    ? apiObject(scope, 'exporter-network-policy', 'NetworkPolicy', { metadata, spec: policySpec(set) })
    : undefined;
  if (metrics === undefined || metrics.kind === 'annotations') return { deployment, networkPolicy };
  const spec = { selector, ports: [{ name: port, port: exporterPort, targetPort: port, protocol: 'TCP' }] };
  const service =
    metrics.kind === 'ServiceMonitor' ? apiObject(scope, 'exporter-service', 'Service', { metadata, spec }) : undefined;
  const job = monitorJob(metrics, set.pods.metadata);
  const scrapes = set.members.ordinals.map((ordinal) => scraped(set, ordinal, job));
  const monitored = monitorObject(metrics, metadata, { service: selector, pods: selector }, scrapes);
  return { deployment, networkPolicy, service, monitor: customObject(scope, 'exporter-monitor', monitored) };
}

/** Returns the scrape of one member, whose time series have `pod` and `job` as its agent's have, and its host as `instance`. */
function scraped(set: ExportedSet, ordinal: number, job: string): ScrapedPort {
  const host = memberHost(set, ordinal);
  const labels = { pod: `${set.name}-${ordinal}`, instance: host, job };
  const relabelings = Object.entries(labels).map(([targetLabel, replacement]) => ({ targetLabel, replacement }));
  return { port, path: '/scrape', params: { target: [host] }, relabelings };
}

function exporterDeployment(set: ExportedSet, exporter: DecidedExporter): k8s.Deployment {
  const { metadata, podAnnotations, podLabels, selector, spec } = set.exporterPods;
  const volumes = connectionVolumes(connectionTls(set).files ?? {});
  const image = mirrored(exporter.image, set);
  const version = versionLabel(image);
  const { runAsUser = 'assigned' } = spec.securityContext;
  return {
    metadata: {
      ...metadata,
      labels: { ...metadata.labels, ...version },
      annotations: withExemptions(metadata.annotations, set, { ...exemptions, ...userExemption(runAsUser) }),
    },
    spec: {
      replicas: 1,
      selector: { matchLabels: selector },
      // Two of them would give every time series twice.
      strategy: { type: 'Recreate' },
      revisionHistoryLimit: 5,
      template: {
        // By the client's labels, the members let the pod in.
        metadata: { labels: { ...podLabels, ...version, ...set.clientLabels }, annotations: podAnnotations },
        spec: {
          ...spec,
          containers: [{ ...exporterContainer(set, exporter, image), volumeMounts: volumes.map(({ mount }) => mount) }],
          ...withVolumes(
            spec.securityContext,
            volumes.map(({ volume }) => volume),
          ),
        },
      },
    },
  };
}

function exporterContainer(set: ExportedSet, exporter: DecidedExporter, image: string): k8s.Container {
  const { credentials } = exporter;
  const options = new URLSearchParams({ authSource: 'admin', ...connectionTls(set).options }).toString();
  const members = set.members.ordinals.map((ordinal) => `mongodb://${memberHost(set, ordinal)}/?${options}`);
  return {
    name: 'exporter',
    image,
    imagePullPolicy: 'Always',
    // Without a pool of connections, each scrape reads the certificates' file, which may have changed.
    args: [
      `--mongodb.uri=${members.join(',')}`,
      '--mongodb.direct-connect',
      // Of the exporter's own process each scrape would tell, as if it were the member's.
      '--no-collector.exporter-metrics',
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
    ports: [{ name: port, containerPort: exporterPort, protocol: 'TCP' }],
    // Both probe the exporter alone: it serves the figures of the other members while one is down.
    livenessProbe: { httpGet: { path: '/', port }, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 4 },
    readinessProbe: { tcpSocket: { port }, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 },
    resources: containerResources(exporterResources(exporter)),
    securityContext: restrictedContainer(),
  };
}

/** Returns ingress from the namespace of Prometheus, and egress to DNS, the members and the targets of the set. */
function policySpec({ metrics, dns, pods, exporterPods, namespace }: ExportedSet): k8s.NetworkPolicySpec {
  return {
    podSelector: { matchLabels: exporterPods.selector },
    policyTypes: ['Ingress', 'Egress'],
    ingress: metrics === undefined ? [] : [monitoringIngress(metrics, [exporterPort])],
    egress: [dnsEgress(dns), endpointEgress({ namespace, labels: pods.selector, port: mongodPort })],
  };
}
