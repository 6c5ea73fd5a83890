import { Rule } from '../rule';
import { blocking } from '../../manifests/blocking-budget';
import { field, groupKind } from '../../manifests/manifest';
import { counted } from '../../findings/counted';
import { quoted } from '../../findings/problem';

/** Upgrades of a cluster stand still at a node that cannot be drained, until an administrator deletes the pod. */
export const noBlockingBudget: Rule = {
  id: 'no-blocking-budget',
  summary: 'Every PodDisruptionBudget lets a pod of its workload go',
  why: 'no node with such a pod can be drained',
  *check(budget, objects) {
    if (groupKind(budget) !== 'policy/PodDisruptionBudget') return;
    const found = blocking(budget, objects);
    if (found === undefined) return;
    const { field: name, pods } = found;
    const of = pods === undefined ? '' : ` of ${counted(pods, 'pod')}`;
    yield {
      path: ['spec', name],
      want: 'must let a pod go',
      got: `${quoted(field(budget, 'spec', name))}${of}`,
      write: `write maxUnavailable: 1${pods === undefined ? '' : ', or more replicas'}`,
    };
  },
};
