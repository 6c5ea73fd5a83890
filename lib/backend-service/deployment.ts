import type * as k8s from '../../imports/k8s';
import { versionLabel } from '../kubernetes/labels';
import { Backend } from './model/backend';
import { podTemplate } from './pod';
import { rolloutFields } from './workload/rollout';
import { reloadAnnotations, typeAnnotations } from './model/secret-deliveries';

/** The Deployment; its number of pods is left to the autoscaler where there is one. */
export function deploymentProps(backend: Backend): k8s.Deployment {
  const { metadata, labels, props, replicas, selector } = backend;
  return {
    metadata: {
      ...metadata,
      name: props.adopt?.deployment ?? backend.name,
      labels: { ...labels, ...versionLabel(props.image) },
      annotations: { ...metadata.annotations, ...reloadAnnotations(backend.given), ...typeAnnotations(backend.given) },
    },
    spec: {
      ...(typeof replicas === 'number' ? { replicas } : {}),
      selector: { matchLabels: { ...selector } },
      ...rolloutFields(backend.rollout),
      template: podTemplate(backend),
    },
  };
}

/** What the autoscaler scales, and whose load it looks at. */
export function scaleTarget({ name, props }: Backend): { deployment: string; container: string; hasSidecars: boolean } {
  return {
    deployment: props.adopt?.deployment ?? name,
    container: name,
    hasSidecars: Object.keys(props.sidecars ?? {}).length > 0,
  };
}
