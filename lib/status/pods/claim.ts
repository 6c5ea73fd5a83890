import { KubernetesManifest, listField, textField } from '../../manifests/manifest';
import { ClusterView, liveNamed, wasRead, warningsOf } from '../view/cluster-view';
import { Reading } from '../view/object-state';
import { describing, firstSentence, reason, trouble } from '../view/trouble';

const defaultClass = 'storageclass.kubernetes.io/is-default-class';
const classes = ['kubectl', 'get', 'storageclasses'];

/** Reads a claim: bound, or why it is not. */
export function claimReading(claim: KubernetesManifest, view: ClusterView): Reading {
  const phase = textField(claim, 'status', 'phase');
  if (phase === 'Bound') return {};
  if (phase === 'Lost') return { troubles: [trouble('claim', 'its volume is lost', { next: describing(claim) })] };
  const className = textField(claim, 'spec', 'storageClassName');
  const [warning] = warningsOf(view, claim, /^(?:ProvisioningFailed|FailedBinding|VolumeMismatch)$/);
  const areClassesRead = wasRead(view, 'StorageClass', undefined);
  if (className === undefined && areClassesRead && !view.objects.some(isDefaultClass))
    return {
      troubles: [trouble('claim', 'has no storageClassName, and the cluster has no default class', { next: classes })],
    };
  const found =
    className === undefined ? view.objects.find(isDefaultClass) : liveNamed(view, 'StorageClass', undefined, className);
  // An empty name asks for a volume that somebody made.
  if (className !== undefined && className !== '' && areClassesRead && found === undefined)
    return { troubles: [trouble('claim', `its StorageClass ${className} does not exist`, { next: classes })] };
  if (warning !== undefined)
    return { troubles: [trouble('claim', firstSentence(warning), { next: describing(claim) })] };
  if (textField(found, 'volumeBindingMode') === 'WaitForFirstConsumer' && !isUsed(claim, view))
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

function isDefaultClass({ kind, metadata }: KubernetesManifest): boolean {
  return kind === 'StorageClass' && metadata.annotations?.[defaultClass] === 'true';
}

function isUsed(claim: KubernetesManifest, { objects }: ClusterView): boolean {
  const { name, namespace } = claim.metadata;
  return objects.some(
    (each) => each.kind === 'Pod' && each.metadata.namespace === namespace && claimsOfPod(each).includes(name),
  );
}
