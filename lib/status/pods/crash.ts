import { counted } from '../../findings/counted';
import { field, textField } from '../../manifests/manifest';
import { ClusterView, LogPlace, logOf } from '../view/cluster-view';
import { Trouble } from '../view/object-state';
import { firstSentence, kubectlIn, trouble } from '../view/trouble';
import { Container, containerName, endedRun, EndedRun, isWell, waitingOf } from './containers';
import { failedProbe } from './probe';

/** Returns the trouble of a container that has ended and should not have. */
export function crashTrouble(container: Container, view: ClusterView): Trouble | undefined {
  const run = crashOf(container);
  if (run === undefined) return undefined;
  const { pod, name, status, spec } = container;
  const restarts = Number(field(status, 'restartCount') ?? 0);
  const again = restarts === 0 ? '' : `, ${counted(restarts, 'restart')}`;
  const pods = [pod.metadata.name];
  const { namespace } = pod.metadata;
  const logs = kubectlIn(
    namespace,
    'logs',
    pod.metadata.name,
    '--container',
    name,
    ...(run.isPrevious ? ['--previous'] : []),
  );
  const lines = logOf(view, pod, name);
  if (run.reason === 'OOMKilled') {
    const limit = textField(spec, 'resources', 'limits', 'memory');
    const text = `${containerName(container)}: killed for using more memory than ${limit === undefined ? 'the node has' : `its limit of ${limit}`}${again}`;
    return trouble('out-of-memory', text, { pods, lines, next: logs });
  }
  if (isUnstartable(run)) {
    const [, program] = /exec: "([^"]+)"/.exec(run.message) ?? [];
    const image = textField(spec, 'image') ?? '';
    const why =
      program === undefined ? firstSentence(run.message) : `${image} has no program ${program} that can be run`;
    return trouble('start', `${containerName(container)}: ${why}${again}`, {
      pods,
      next: ['docker', 'run', '--rm', '--interactive', '--tty', '--entrypoint', 'sh', image],
    });
  }
  // The kubelet ends a container whose liveness or startup probe fails.
  const probe = isKilled(run) ? failedProbe(container, view) : undefined;
  if (probe !== undefined && !/: readiness probe/.test(probe))
    return trouble('probe', `${probe}, so that the kubelet restarts it${again}`, { pods, lines, next: logs });
  const message = run.message === '' ? '' : `: ${firstSentence(run.message)}`;
  const how = isKilled(run) ? 'was killed' : `ended with exit code ${run.exitCode}`;
  return trouble('crash', `${containerName(container)}: ${how}${message}${again}`, { pods, lines, next: logs });
}

/** Returns the log that explains why a container has ended; undefined for one that needs none. */
export function explainingLog(container: Container): LogPlace | undefined {
  const run = crashOf(container);
  if (run === undefined || isUnstartable(run)) return undefined;
  const { namespace, name: pod } = container.pod.metadata;
  return { namespace, pod, container: container.name, isPrevious: run.isPrevious };
}

/** Returns the run that has ended, of a container that is not well for it. */
function crashOf(container: Container): EndedRun | undefined {
  const run = endedRun(container);
  if (run === undefined || isWell(container)) return undefined;
  const isOver = run.exitCode !== 0 || waitingOf(container).reason === 'CrashLoopBackOff';
  return isOver ? run : undefined;
}

function isUnstartable({ reason }: EndedRun): boolean {
  return reason === 'StartError' || reason === 'ContainerCannotRun';
}

// 128 and the number of SIGKILL, of SIGTERM.
function isKilled({ exitCode }: EndedRun): boolean {
  return exitCode === 137 || exitCode === 143;
}
