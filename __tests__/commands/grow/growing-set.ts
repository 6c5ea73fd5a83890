import { KubernetesManifest, lastApplied } from '../../../lib/manifests/manifest';
import { LiveSet } from '../../../lib/commands/grow/growth-steps';
import { object } from '../../manifests';

const owners = [
  { manager: 'kubectl-client-side-apply', operation: 'Update', fieldsV1: { 'f:spec': {} } },
  { manager: 'kubectl-rollout', operation: 'Update', fieldsV1: { 'f:spec': {} } },
];

/** A claim template named `data`. */
export const template = (size: string, more: object = {}): object => ({
  metadata: { name: 'data' },
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName: 'fast',
    resources: { requests: { storage: size } },
    ...more,
  },
});

/** The StatefulSet `web` of two pods as it is rendered. */
export const rendered = (size: string, spec: object = {}): KubernetesManifest =>
  object('StatefulSet', {
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } },
      volumeClaimTemplates: [template(size)],
      ...spec,
    },
  });

/** The StatefulSet in a cluster, restarted by kubectl once, and rolled out. */
export function liveSet(size: string, spec: object = {}, status: object = {}): KubernetesManifest {
  const { apiVersion, kind, ...applied } = rendered(size, spec);
  const own = applied['spec'] as { readonly template: { readonly metadata: object } };
  const pods = { ...own.template, metadata: { ...own.template.metadata, annotations: { restartedAt: 'noon' } } };
  const annotations = { [lastApplied]: `${JSON.stringify({ apiVersion, kind, ...applied })}\n` };
  const metadata = {
    ...applied.metadata,
    annotations,
    generation: 1,
    resourceVersion: '1',
    uid: 'a',
    managedFields: owners,
  };
  const rolledOut = {
    observedGeneration: 1,
    replicas: 2,
    readyReplicas: 2,
    currentRevision: 'web-1',
    updateRevision: 'web-1',
  };
  return { apiVersion, kind, metadata, spec: { ...own, template: pods }, status: { ...rolledOut, ...status } };
}

/** A bound claim of the StatefulSet. */
export function liveClaim(
  ordinal: number,
  requested: string,
  capacity = requested,
  more: object = {},
): KubernetesManifest {
  return object(
    'PersistentVolumeClaim',
    {
      spec: { storageClassName: 'fast', resources: { requests: { storage: requested } } },
      status: { phase: 'Bound', capacity: { storage: capacity }, ...more },
    },
    { name: `data-web-${ordinal}` },
  );
}

/** The state of a claim whose file system is still to grow. */
export const mountPending = { conditions: [{ type: 'FileSystemResizePending', status: 'True' }] };

/** What a cluster has before anything has grown. */
export const small: LiveSet = {
  set: liveSet('1Gi'),
  kept: undefined,
  claims: [liveClaim(0, '1Gi'), liveClaim(1, '1Gi')],
};
