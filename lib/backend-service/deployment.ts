import type * as k8s from '../../imports/k8s';
import { clientLabels } from '../network/peers';
import { pullSecretFields } from '../pods/pull-secrets';
import { spreadFields } from '../pods/affinity';
import { withExemptions } from '../pods/metadata';
import { nodeFields } from '../pods/scheduling';
import { withVolumes } from '../pods/security-context';
import { identityPodLabels } from '../pods/workload-identity';
import { Backend } from './model/backend';
import { restricted } from './model/container';
import { deploymentExemptions } from './model/exemptions';
import { initContainers, plainSidecars } from './model/pod-containers';
import { injectAnnotations } from './model/tracing';
import { fileMounts, filesChecksum, filesName, fileVolumes } from './config/files';
import { probes } from './workload/health';
import { backendSecurity } from './workload/identity';
import { mountVolumes, scratchAnnotations, volumeMounts } from './config/volumes';
import { metricsAnnotations } from './workload/observability';
import { applicationPorts, containerPorts } from './workload/ports';
import { gracePeriodSeconds, preStopSleep, rolloutFields } from './workload/rollout';
import {
  deliveredAnnotations,
  deliveredMounts,
  deliveredVolumes,
  reloadAnnotations,
  secretAnnotations,
} from './model/secret-deliveries';

/** Returns the Deployment. Its number of pods is the autoscaler's if there is one. */
export function deploymentFields(backend: Backend): k8s.Deployment {
  const { metadata, props, selector } = backend;
  return {
    metadata: {
      ...metadata,
      name: backend.deploymentName,
      labels: { ...metadata.labels, ...backend.version },
      annotations: {
        ...withExemptions(metadata.annotations, props, deploymentExemptions(props)),
        ...reloadAnnotations(props),
        ...secretAnnotations(props),
      },
    },
    spec: {
      replicas: typeof props.replicas === 'number' ? props.replicas : undefined,
      selector: { matchLabels: selector },
      ...rolloutFields(backend.rollout),
      template: podTemplate(backend),
    },
  };
}

/** Returns the template of the Deployment's pods. */
function podTemplate(backend: Backend): k8s.PodTemplateSpec {
  const { props, ports } = backend;
  const checksum = filesChecksum(backend.ownFiles);
  const own = {
    ...scratchAnnotations(backend.mounts),
    ...metricsAnnotations(props, ports),
    ...injectAnnotations(props, backend.name),
    ...props.podAnnotations,
    ...checksum,
  };
  return {
    metadata: podMetadata(backend, backend.ownLabels, own),
    spec: {
      ...sharedPod(backend),
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: gracePeriodSeconds(backend.rollout),
      ...spreadFields(backend.selector, props.podAntiAffinity, { ...props, matchLabelKeys: ['pod-template-hash'] }),
      initContainers: initContainers(backend),
      containers: [
        {
          ...applicationContainer(backend),
          ...preStopSleep(backend.rollout, props.kubernetes),
          ports: containerPorts(applicationPorts(props)),
          ...probes(props),
        },
        ...plainSidecars(backend),
      ],
    },
  };
}

/** Returns the application's container, as the Deployment and the Jobs have it. */
export function applicationContainer(backend: Backend): k8s.Container {
  const { name, props, mounts, ownFiles } = backend;
  return {
    ...restricted(name, props, backend),
    imagePullPolicy: props.imagePullPolicy,
    volumeMounts: [...volumeMounts(mounts), ...fileMounts(ownFiles), ...deliveredMounts(props)],
  };
}

/** Returns the labels and annotations of pods: the given ones, and those that clouds, agents and other pods' policies look for. */
export function podMetadata(
  backend: Backend,
  ownLabels: Readonly<Record<string, string>>,
  ownAnnotations = backend.props.podAnnotations,
): k8s.ObjectMeta {
  const { props, targets } = backend;
  const annotations = { ...ownAnnotations, ...deliveredAnnotations(props) };
  return {
    labels: {
      ...props.labels,
      ...props.podLabels,
      ...ownLabels,
      ...backend.version,
      ...clientLabels(targets),
      ...identityPodLabels(props.workloadIdentity),
    },
    annotations: Object.keys(annotations).length === 0 ? undefined : annotations,
  };
}

/**
 * Returns the fields of pods that the Deployment and the Jobs have alike. `configMapOf` returns the name of the ConfigMap with a file's
 * text.
 */
export function sharedPod(
  backend: Backend,
  configMapOf: (path: string) => string = () => filesName(backend.name),
): Omit<k8s.PodSpec, 'containers'> {
  const { props, name, mounts } = backend;
  const files = fileVolumes(backend.ownFiles, configMapOf);
  const volumes = [...mountVolumes(name, mounts), ...files, ...deliveredVolumes(props)];
  return {
    serviceAccountName: backend.serviceAccountName,
    automountServiceAccountToken: props.rbacRules !== undefined,
    enableServiceLinks: false,
    ...nodeFields(props),
    // Two dots make a name absolute enough: without it every name of another domain is tried with each search domain first.
    dnsConfig: { options: [{ name: 'ndots', value: '2' }] },
    ...pullSecretFields(props),
    ...withVolumes(backendSecurity(props, applicationPorts(props)), volumes),
  };
}
