import { field, KubernetesManifest, numberField, textField } from '../../manifests/manifest';
import { isReady, podReading } from '../pods/pod-reading';
import { refusedPods } from '../pods/refused-pods';
import { ClusterView, ownedBy, warningsOf } from '../view/cluster-view';
import { conditionOf, isTrue } from '../view/conditions';
import { Reading, reasonText, Trouble } from '../view/object-state';
import { describing, firstSentence, kubectlIn, reason, trouble } from '../view/trouble';

/** Reads a Job: it is ready once it is complete. */
export function jobReading(job: KubernetesManifest, view: ClusterView): Reading {
  const of = numberField(job, 'spec', 'completions') ?? 1;
  const done = numberField(job, 'status', 'succeeded') ?? 0;
  const progress = { done: Math.min(done, of), of, what: 'pods complete' };
  if (isTrue(conditionOf(job, 'Complete'))) return { progress };
  const pods = ownedBy(view, job, 'Pod').filter((pod) => !isReady(pod));
  const readings = pods.map((pod) => podReading(pod, view));
  const causes = readings.flatMap((each) => each.troubles ?? []);
  const failed = conditionOf(job, 'Failed');
  if (isTrue(failed)) return { progress, troubles: [failure(job, failed, causes)] };
  if (field(job, 'spec', 'suspend') === true) return { progress, notes: [reason('is suspended')] };
  const [message] = pods.length === 0 ? warningsOf(view, job, /^FailedCreate$/) : [];
  const refused = message === undefined ? [] : [refusedPods(job, message, view)];
  const waits = readings.flatMap((each) => each.waits ?? []);
  return { progress, troubles: [...refused, ...causes], waits: waits.length > 0 ? waits : [reason('is not complete')] };
}

/** Returns the trouble of a Job that has failed, with the last thing that went wrong in its pods, as far as they are still there. */
function failure(job: KubernetesManifest, condition: unknown, causes: readonly Trouble[]): Trouble {
  const { name, namespace } = job.metadata;
  const why = textField(condition, 'reason') ?? '';
  const seconds = numberField(job, 'spec', 'activeDeadlineSeconds') ?? 0;
  const head =
    why === 'DeadlineExceeded'
      ? `has failed, it took longer than activeDeadlineSeconds, ${seconds} s`
      : why === 'BackoffLimitExceeded'
        ? `has failed after ${numberField(job, 'status', 'failed') ?? 0} of ${(numberField(job, 'spec', 'backoffLimit') ?? 6) + 1} attempts`
        : ['has failed', firstSentence(textField(condition, 'message') ?? why)].filter(Boolean).join(', ');
  const last = causes.at(-1);
  const next = last === undefined ? describing(job) : kubectlIn(namespace, 'logs', `job/${name}`);
  const text = last === undefined ? head : `${head}; ${reasonText(last)}`;
  return trouble('job-failed', text, { lines: last?.lines, next });
}

/** Reads a CronJob: it is broken if its last finished run has failed. */
export function cronJobReading(cronJob: KubernetesManifest, view: ClusterView): Reading {
  if (field(cronJob, 'spec', 'suspend') === true) return { notes: [reason('is suspended')] };
  const [last] = ownedBy(view, cronJob, 'Job')
    .filter((job) => isTrue(conditionOf(job, 'Failed')) || isTrue(conditionOf(job, 'Complete')))
    .sort((one, other) => (startOf(one) < startOf(other) ? 1 : -1));
  if (last === undefined || !isTrue(conditionOf(last, 'Failed'))) return {};
  const { troubles = [] } = jobReading(last, view);
  return {
    troubles: troubles.map((each) => ({
      ...each,
      cause: 'cron-job-failed',
      text: `its last run, ${last.metadata.name}, ${each.text}`,
    })),
  };
}

function startOf(job: KubernetesManifest): string {
  return textField(job, 'status', 'startTime') ?? '';
}
