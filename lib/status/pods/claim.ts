import { KubernetesManifest, listField, textField } from '../../manifests/manifest';
import { classFault, classOf } from '../view/classes';
import { ClusterView, liveNamed, wasRead, warningsOf } from '../view/cluster-view';
import { Reading } from '../view/object-state';
import { describing, firstSentence, reason, trouble } from '../view/trouble';

const classes = ['kubectl', 'get', 'storageclasses'];

/** Reads a claim: bound, or why it is not. */
export function claimReading(claim: KubernetesManifest, view: ClusterView): Reading {
  const phase = textField(claim, 'status', 'phase');
  if (phase === 'Bound') return {};
  if (phase === 'Lost') return { troubles: [trouble('claim', 'its volume is lost', { next: describing(claim) })] };
  const className = textField(claim, 'spec', 'storageClassName');
  // An empty name asks for a volume that an administrator has created.
  const fault = className === '' ? undefined : classFault(view, 'StorageClass', className);
  if (fault !== undefined) return { troubles: [trouble('claim', fault, { next: classes })] };
  const [warning] = warningsOf(view, claim, /^(?:ProvisioningFailed|FailedBinding|VolumeMismatch)$/);
  if (warning !== undefined)
    return { troubles: [trouble('claim', firstSentence(warning), { next: describing(claim) })] };
  const storageClass = classOf(view, 'StorageClass', className);
  if (textField(storageClass, 'volumeBindingMode') === 'WaitForFirstConsumer' && !isUsed(claim, view))
    return { notes: [reason('is bound once a pod uses it')] };
  return { waits: [reason('its volume is being made', { next: describing(claim) })] };
}

/** Returns what is the matter with the claims of a pod that are not bound: `claim data: its StorageClass fast does not exist`. */
export function claimTexts(pod: KubernetesManifest, view: ClusterView): string[] {
  return claimsOfPod(pod).flatMap((name) => {
    const claim = liveNamed(view, 'PersistentVolumeClaim', pod.metadata.namespace, name);
    if (claim === undefined)
      return wasRead(view, 'PersistentVolumeClaim', pod.metadata.namespace) ? [`claim ${name} does not exist`] : [];
    const { troubles = [], waits = [] } = claimReading(claim, view);
    return [...troubles, ...waits].map(({ text }) => `claim ${name}: ${text}`);
  });
}

function claimsOfPod(pod: KubernetesManifest): string[] {
  return listField(pod, 'spec', 'volumes').flatMap(
    (each) => textField(each, 'persistentVolumeClaim', 'claimName') ?? [],
  );
}

function isUsed(claim: KubernetesManifest, { objects }: ClusterView): boolean {
  const { name, namespace } = claim.metadata;
  return objects.some(
    (each) => each.kind === 'Pod' && each.metadata.namespace === namespace && claimsOfPod(each).includes(name),
  );
}
