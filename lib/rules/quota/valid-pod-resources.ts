import { amount, requestProblem } from '../../kubernetes/quantity';
import { field, Placed, placed, textMapField } from '../../manifests/manifest';
import { podSpec } from '../../manifests/pod-template';
import { quoted } from '../../findings/problem';
import { faultsAt, Rule, RuleFault } from '../rule';
import { Amounts } from './amounts';
import { noDefaults } from './container-defaults';
import { containersAmounts } from './pod-amounts';

const allowed = /^(cpu|memory|hugepages-.+)$/;

/** https://kubernetes.io/docs/tasks/configure-pod-container/assign-pod-level-resources/ */
export const validPodResources: Rule = {
  id: 'valid-pod-resources',
  summary: 'The resources of a pod as a whole are CPU, memory or huge pages, and cover those of its containers',
  why: 'the API server refuses the object',
  *check(object) {
    const pod = podSpec(object);
    const whole = pod === undefined ? undefined : placed(pod, 'resources');
    if (pod === undefined || whole?.value === undefined) return;
    const containers = containersAmounts(pod.value, noDefaults);
    for (const part of ['requests', 'limits']) yield* partFaults(placed(whole, part), part, containers);
    for (const [kind, request] of Object.entries<unknown>(textMapField(whole.value, 'requests'))) {
      const limit = field(whole.value, 'limits', kind);
      if (typeof limit === 'string' || typeof limit === 'number')
        yield* faultsAt([...whole.path, 'requests', kind], requestProblem(String(request), String(limit)));
    }
  },
};

function* partFaults({ path, value }: Placed, part: string, containers: Amounts): Generator<RuleFault> {
  for (const [kind, given] of Object.entries(textMapField({ value }, 'value') as Record<string, unknown>)) {
    const at = [...path, kind];
    const needed = containers[`${part}.${kind}`] ?? 0;
    if (!allowed.test(kind)) yield { path: at, want: 'is no resource of a pod', write: 'write it for the containers' };
    else if (part === 'requests' && amount(String(given)) < needed)
      yield {
        path: at,
        want: `must cover its containers, which request ${needed}`,
        got: quoted(given),
        write: 'write more',
      };
  }
}
