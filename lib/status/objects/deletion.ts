import { KubernetesManifest, listField, textField } from '../../manifests/manifest';
import { conditionOf, isTrue } from '../view/conditions';
import { Reading } from '../view/object-state';
import { describing, firstSentence, reason, trouble } from '../view/trouble';

/** The conditions of a namespace that say why it is not gone yet. */
const remaining = [
  'NamespaceFinalizersRemaining',
  'NamespaceContentRemaining',
  'NamespaceDeletionContentFailure',
  'NamespaceDeletionDiscoveryFailure',
];

/** Reads an object that is being deleted; undefined for one that is not. */
export function deletionReading(object: KubernetesManifest): Reading | undefined {
  const since = textField(object, 'metadata', 'deletionTimestamp');
  if (since === undefined) return undefined;
  const finalizers = [
    ...listField(object, 'metadata', 'finalizers'),
    ...(object.kind === 'Namespace' ? listField(object, 'spec', 'finalizers') : []),
  ].map(String);
  if (finalizers.length === 0) return { waits: [reason(`is being deleted since ${since}`)] };
  const condition = remaining.map((type) => conditionOf(object, type)).find(isTrue);
  const why = condition === undefined ? '' : `: ${firstSentence(textField(condition, 'message') ?? '')}`;
  const text = `is being deleted since ${since}, and the finalizer ${finalizers.join(', ')} holds it${why}; its controller removes it, if it runs`;
  return { troubles: [trouble('deletion', text, { next: describing(object) })] };
}
