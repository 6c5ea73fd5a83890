import { field, KubernetesManifest, listField, textField } from '../../manifests/manifest';
import { topologyAnnotation } from '../../mongo/agent/contract';
import { ClusterView } from '../view/cluster-view';
import { Reason, Trouble } from '../view/object-state';
import { kubectlIn, reason, trouble } from '../view/trouble';

/** The name of the container of the agent in a member's pod. */
export const agentContainer = 'agent';

/** Tells whether a StatefulSet is that of a MongoStatefulSet, in whose pods agents run. */
export function isMongoSet({ kind, metadata }: KubernetesManifest): boolean {
  return kind === 'StatefulSet' && metadata.annotations?.[topologyAnnotation] !== undefined;
}

/** Returns what the agents of a set's members wait for, as far as they were asked: the same of several members once. */
export function memberReasons(
  pods: readonly KubernetesManifest[],
  { agents, source }: ClusterView,
): { readonly troubles: Trouble[]; readonly waits: Reason[] } {
  const troubles: Trouble[] = [];
  const waits: Reason[] = [];
  for (const { metadata } of pods) {
    const answer = agents.find((each) => each.pod === metadata.name && each.namespace === metadata.namespace);
    if (answer === undefined) continue;
    const place = { pods: [metadata.name] };
    const next = kubectlIn(metadata.namespace, 'logs', metadata.name, '--container', agentContainer, '--tail', '20');
    for (const user of listField(answer.status, 'users')) {
      if (textField(user, 'state') !== 'refused') continue;
      const text = `the Secret of the user ${textField(user, 'name') ?? ''} cannot be used, ${textField(user, 'problem') ?? ''}`;
      troubles.push(trouble('member', text, { ...place, next: ['npx', 'cdk8s-backend', 'secrets', source] }));
    }
    const action = field(answer.status, 'action');
    for (const each of textField(action, 'kind') === 'wait' ? listField(action, 'reasons') : [])
      if (textField(each, 'code') !== 'users' || troubles.length === 0)
        waits.push(
          reason(`waits for ${textField(each, 'message') ?? textField(each, 'code') ?? ''}`, { ...place, next }),
        );
    const failure = textField(answer.status, 'failure');
    if (failure !== undefined) waits.push(reason(`its agent failed, ${failure}`, { ...place, next }));
  }
  return { troubles, waits };
}
