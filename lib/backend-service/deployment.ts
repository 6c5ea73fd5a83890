import type * as k8s from '../../imports/k8s';
import { Backend } from './model/backend';
import { reloadAnnotations, typeAnnotations } from './model/secret-deliveries';
import { podTemplate } from './pod';
import { rolloutFields } from './workload/rollout';

/** Returns the Deployment. Its number of pods is the autoscaler's if there is one. */
export function deploymentFields(backend: Backend): k8s.Deployment {
  const { metadata, props, selector } = backend;
  return {
    metadata: {
      ...metadata,
      name: backend.deploymentName,
      labels: { ...metadata.labels, ...backend.version },
      annotations: { ...metadata.annotations, ...reloadAnnotations(props), ...typeAnnotations(props) },
    },
    spec: {
      replicas: typeof props.replicas === 'number' ? props.replicas : undefined,
      selector: { matchLabels: { ...selector } },
      ...rolloutFields(backend.rollout),
      template: podTemplate(backend),
    },
  };
}
