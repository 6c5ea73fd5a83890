import type * as k8s from '../../imports/k8s';
import { versionLabel } from '../kubernetes/labels';
import { containerResources } from '../kubernetes/resources';
import { restrictedContainer } from '../pods/security-context';
import { clientLabels } from '../network/peers';
import { pullSecretFields } from '../pods/pull-secrets';
import { nodeFields } from '../pods/scheduling';
import { spreadingFields } from './workload/availability';
import { Backend } from './model/backend';
import { initContainers, plainSidecars } from './model/companions';
import { environmentSources, environmentVariables } from './config/environment-variables';
import { fileMounts, filesChecksum, fileVolumes } from './config/files';
import { probes } from './workload/health';
import { backendSecurity, identityPodLabels } from './workload/identity';
import { mountVolumes, volumeMounts } from './config/volumes';
import { metricsAnnotations } from './workload/observability';
import { gracePeriodSeconds, preStopSleep } from './workload/rollout';
import { deliveredAnnotations, deliveredMounts, deliveredVolumes } from './model/secret-deliveries';

/** What Deployment and Jobs put into their pods alike. */
type SharedPod = Pick<
  k8s.PodSpec,
  | 'serviceAccountName'
  | 'automountServiceAccountToken'
  | 'enableServiceLinks'
  | 'securityContext'
  | 'dnsConfig'
  | 'volumes'
  | 'nodeSelector'
  | 'tolerations'
  | 'affinity'
  | 'priorityClassName'
>;

/** The Deployment's pods. */
export function podTemplate(backend: Backend): k8s.PodTemplateSpec {
  const { props, kubernetes, mounts } = backend;
  const init = initContainers(props, { image: props.image, mounts, kubernetes });
  const own = { ...metricsAnnotations(props.metrics, backend.ports), ...props.podAnnotations, ...filesChecksum(props) };
  return {
    metadata: podMetadata(backend, backend.ownLabels, own),
    spec: {
      ...sharedPod(backend),
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: gracePeriodSeconds(backend.rollout),
      ...spreadingFields(props, backend.selector),
      ...(init.length === 0 ? {} : { initContainers: init }),
      containers: [
        {
          ...applicationContainer(backend),
          ...preStopSleep(backend.rollout, kubernetes),
          ports: Object.entries(backend.ports).map(([name, containerPort]) => ({
            name,
            containerPort,
            protocol: 'TCP',
          })),
          ...probes(props),
        },
        ...plainSidecars(props, mounts, kubernetes),
      ],
    },
  };
}

/** The application's container, as Deployment and Jobs have it. */
export function applicationContainer(backend: Backend): k8s.Container {
  const { props } = backend;
  const sources = environmentSources(backend.variables);
  return {
    name: backend.name,
    image: props.image,
    imagePullPolicy: props.imagePullPolicy ?? 'Always',
    ...(props.command === undefined ? {} : { command: [...props.command] }),
    ...(props.args === undefined ? {} : { args: [...props.args] }),
    env: environmentVariables(backend.variables),
    ...(sources.length === 0 ? {} : { envFrom: sources }),
    resources: containerResources(backend.resources),
    securityContext: restrictedContainer(),
    volumeMounts: [...volumeMounts(backend.mounts), ...fileMounts(props), ...deliveredMounts(backend.given)],
  };
}

/** The labels and annotations of pods: the given ones, and what clouds, agents and other pods' policies know them by. */
export function podMetadata(
  backend: Backend,
  ownLabels: Readonly<Record<string, string>>,
  ownAnnotations = backend.props.podAnnotations,
): k8s.ObjectMeta {
  const { props, targets } = backend;
  const annotations = { ...ownAnnotations, ...deliveredAnnotations(backend.given) };
  return {
    labels: {
      ...props.labels,
      ...props.podLabels,
      ...ownLabels,
      ...versionLabel(props.image),
      ...clientLabels(targets),
      ...identityPodLabels(props.cloudIdentity),
    },
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  };
}

/** What Deployment and Jobs put into their pods alike. */
export function sharedPod(backend: Backend): SharedPod & Pick<k8s.PodSpec, 'imagePullSecrets'> {
  const { props, name, mounts } = backend;
  return {
    serviceAccountName: backend.serviceAccountName,
    automountServiceAccountToken: props.apiAccess !== undefined,
    enableServiceLinks: false,
    securityContext: backendSecurity(props, backend.ports),
    ...nodeFields(props),
    // Two dots make a name absolute enough: without it every name of another domain is tried with each search domain first.
    dnsConfig: { options: [{ name: 'ndots', value: '2' }] },
    ...pullSecretFields(props),
    volumes: [
      ...mountVolumes(name, mounts),
      ...fileVolumes(props, `${name}-files`),
      ...deliveredVolumes(backend.given),
    ],
  };
}
