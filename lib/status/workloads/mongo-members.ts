import { KubernetesManifest, listField, textField } from '../../manifests/manifest';
import { topologyAnnotation } from '../../mongo/agent/contract';
import { ClusterView } from '../view/cluster-view';
import { Reason } from '../view/object-state';
import { kubectlIn, reason } from '../view/trouble';

/** The name of the container of the agent in a member's pod. */
export const agentContainer = 'agent';

/** Tells whether a StatefulSet is that of a MongoStatefulSet, in whose pods agents run. */
export function isMongoSet({ kind, metadata }: KubernetesManifest): boolean {
  return kind === 'StatefulSet' && metadata.annotations?.[topologyAnnotation] !== undefined;
}

/** Returns what a set's members wait for, by the last decisions of their agents, and the failures of these. */
export function memberWaits(pods: readonly KubernetesManifest[], { decisions }: ClusterView): Reason[] {
  return pods.flatMap(({ metadata: { name, namespace } }) => {
    const found = decisions.find((each) => each.pod === name && each.namespace === namespace);
    const next = kubectlIn(namespace, 'logs', name, '--container', agentContainer, '--tail', '20');
    return textsOf(found?.decision).map((text) => reason(text, { pods: [name], next }));
  });
}

/** Returns what is not done by a line of an agent's log, which docs/mongo-agent.md explains. */
function textsOf(decision: unknown): string[] {
  const kind = textField(decision, 'kind') ?? '';
  if (textField(decision, 'result') === 'failed')
    return [`its agent failed to ${kind}, ${textField(decision, 'reason') ?? ''}`];
  if (kind !== 'wait') return [];
  return listField(decision, 'reasons').map((each) => `waits for ${textField(each, 'message') ?? ''}`);
}
