import { field, listField } from '../../manifests/manifest';
import { health } from '../../backend-service/workload/health';
import { rollout } from '../../backend-service/workload/rollout';
import { decided } from '../../props/schema';
import { Value, Values } from '../program/expression';
import { hasOnly, podPath, Reading } from './reading';

const byDefault = { ...decided(rollout, {}), ...decided(health, {}) };

/** Returns the props of the number of pods and of their replacement. */
export function rolloutProps({ deployment, container }: Reading): Values {
  const take = (name: string): Value => deployment.take('spec', name) as Value;
  const strategy = deployment.take('spec', 'strategy');
  const surge = field(strategy, 'rollingUpdate', 'maxSurge');
  // There is no room for one more pod, as with a disk of one node.
  const isFull = surge === 0 || surge === '0%';
  if (isFull) deployment.put(field(strategy, 'rollingUpdate'), 'spec', 'strategy', 'rollingUpdate');
  const minReadySeconds = take('minReadySeconds');
  const stated = take('progressDeadlineSeconds');
  // A shorter one would end before a pod can count, and only reports.
  const least = byDefault.startupSeconds + Number(minReadySeconds ?? byDefault.minReadySeconds);
  const deadline = Number(stated ?? 0) > least ? stated : undefined;
  const grace = deployment.take(...podPath, 'terminationGracePeriodSeconds') as Value;
  return {
    replicas: take('replicas') ?? 1,
    strategy: field(strategy, 'type') === 'Recreate' ? 'Recreate' : undefined,
    maxSurge: isFull ? undefined : (surge as Value),
    minReadySeconds,
    progressDeadlineSeconds: deadline,
    revisionHistoryLimit: take('revisionHistoryLimit'),
    preStopSleepSeconds: sleepOf(container),
    shutdownSeconds: grace === 0 ? 1 : grace,
  };
}

/** Returns the time that a container sleeps before it ends; 0 if it runs another program then, which an override keeps. */
function sleepOf(container: Reading['container']): Value {
  const preStop = container.see('lifecycle', 'preStop');
  if (preStop === undefined) return undefined;
  const seconds = field(preStop, 'sleep', 'seconds');
  const command = listField(preStop, 'exec', 'command').join(' ');
  const [, slept] = /^(?:(?:\/bin\/)?sh -c )?(?:\/bin\/)?sleep (\d+)$/.exec(command) ?? [];
  if (typeof seconds !== 'number' && slept === undefined) return 0;
  container.take('lifecycle', 'preStop');
  return typeof seconds === 'number' ? seconds : Number(slept);
}

/** Returns the props of the nodes that pods run on. */
export function schedulingProps({ deployment, source }: Reading): Values {
  const take = (name: string): Value => deployment.take(...podPath, name) as Value;
  const affinity = deployment.see(...podPath, 'affinity');
  const selector = field(source, 'spec', 'selector', 'matchLabels');
  const isOwn = hasOnly(affinity, 'podAntiAffinity') && spreads(affinity['podAntiAffinity'], selector);
  const isRequired = isOwn && field(affinity, 'podAntiAffinity', required) !== undefined;
  const given = take('affinity');
  return {
    nodeSelector: take('nodeSelector'),
    tolerations: take('tolerations'),
    affinity: isOwn ? undefined : given,
    priorityClassName: take('priorityClassName'),
    podAntiAffinity: isRequired ? 'required' : undefined,
  };
}

const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';

/** Tells whether rules do nothing but keep the pods of a selector on nodes of their own, as the construct does. */
function spreads(rules: unknown, selector: unknown): boolean {
  if (!hasOnly(rules, required, preferred)) return false;
  const terms = [
    ...listField(rules, required),
    ...listField(rules, preferred).map((each) => field(each, 'podAffinityTerm')),
  ];
  return terms.length === 1 && terms.every((term) => isOwnTerm(term, selector));
}

function isOwnTerm(term: unknown, selector: unknown): boolean {
  const labels = field(term, 'labelSelector', 'matchLabels');
  return (
    hasOnly(term, 'topologyKey', 'labelSelector') &&
    term['topologyKey'] === 'kubernetes.io/hostname' &&
    JSON.stringify(labels) === JSON.stringify(selector)
  );
}
