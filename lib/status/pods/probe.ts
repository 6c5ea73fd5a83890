import { field, listField, textField } from '../../manifests/manifest';
import { ClusterView, warningsOf } from '../view/cluster-view';
import { hiddenSecrets } from '../view/hidden-secrets';
import { Reason, Trouble } from '../view/object-state';
import { firstSentence, kubectlIn, reason, trouble } from '../view/trouble';
import { Container, containerName } from './containers';

/** A failed probe: `readiness probe GET :8080/readyz fails, it answered 404`. */
function probeText(container: Container, message: string): string {
  const [, kind = ''] = /^(Readiness|Liveness|Startup) probe/i.exec(message) ?? [];
  const name = kind.toLowerCase();
  const probe = field(container.spec, `${name}Probe`);
  return `${containerName(container)}: ${name} probe ${askedText(probe)} fails, ${answerText(message)}`;
}

/** Returns the newest failure of a container's probe as text; undefined for none. Readiness comes last: it follows from the others. */
export function failedProbe(container: Container, view: ClusterView): string | undefined {
  const failures = warningsOf(view, container.pod, /^(?:Unhealthy|ProbeWarning)$/, container.name);
  const first = failures.find((each) => !each.startsWith('Readiness')) ?? failures[0];
  return first === undefined ? undefined : probeText(container, first);
}

/** Returns the trouble of a container that runs longer than its readiness and startup probes give it, and is not ready. */
export function probeTrouble(container: Container, view: ClusterView): Trouble | undefined {
  const age = runningSeconds(container, view);
  const text = age === undefined ? undefined : failedProbe(container, view);
  if (age === undefined || text === undefined || age < givenSeconds(container)) return undefined;
  return trouble('probe', text, nextOf(container));
}

/** Returns what a container that runs and is not ready waits for. */
export function probeWait(container: Container, view: ClusterView): Reason {
  const text = failedProbe(container, view) ?? `${containerName(container)} runs and is not ready yet`;
  return reason(text, { pods: [container.pod.metadata.name] });
}

function nextOf({ pod, name }: Container): Pick<Reason, 'pods' | 'next'> {
  const { namespace } = pod.metadata;
  return {
    pods: [pod.metadata.name],
    next: kubectlIn(namespace, 'logs', pod.metadata.name, '--container', name, '--tail', '20'),
  };
}

/** Returns the seconds for which a container runs; undefined for one that does not. */
export function runningSeconds({ status }: Container, { now }: ClusterView): number | undefined {
  const since = textField(status, 'state', 'running', 'startedAt');
  return since === undefined ? undefined : (now.getTime() - Date.parse(since)) / 1000;
}

/** The time that a container has until its probes must have succeeded. https://kubernetes.io/docs/concepts/workloads/pods/probes/ */
function givenSeconds({ spec }: Container): number {
  return ['startupProbe', 'readinessProbe'].reduce((sum, name) => {
    const probe = field(spec, name);
    if (probe === undefined) return sum;
    const [delay, period, failures] = [
      ['initialDelaySeconds', 0],
      ['periodSeconds', 10],
      ['failureThreshold', 3],
    ].map(([key, unset]) => Number(field(probe, String(key)) ?? unset));
    return sum + (delay ?? 0) + (period ?? 0) * (failures ?? 0);
  }, 0);
}

function askedText(probe: unknown): string {
  const [http, tcp, grpc] = ['httpGet', 'tcpSocket', 'grpc'].map((kind) => field(probe, kind));
  if (http !== undefined) {
    const scheme = textField(http, 'scheme') === 'HTTPS' ? 'HTTPS ' : '';
    return `GET ${scheme}:${String(field(http, 'port'))}${textField(http, 'path') ?? '/'}`;
  }
  if (tcp !== undefined) return `of TCP port ${String(field(tcp, 'port'))}`;
  if (grpc !== undefined) return `of gRPC port ${String(field(grpc, 'port'))}`;
  return hiddenSecrets(listField(probe, 'exec', 'command').map(String).join(' '));
}

/** Returns what came back, without the pod's address, in which pods of one workload differ. */
function answerText(message: string): string {
  const answer = message.replace(/^\w+ probe (?:failed|errored)(?: and resulted in unknown state)?:\s*/i, '');
  const [, code] = /statuscode: (\d+)/.exec(answer) ?? [];
  if (code !== undefined) return `it answered ${code}`;
  if (/connection refused/.test(answer)) return 'connection refused: nothing listens there';
  if (/context deadline exceeded|Client\.Timeout|i\/o timeout|timed out/.test(answer)) return 'no answer in time';
  return firstSentence(answer) || 'without output';
}
