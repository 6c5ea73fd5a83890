import type * as k8s from '../../../imports/k8s';
import { CustomObject } from '../../construct/api-object';
import { Alert, alertsObject } from '../../operators/monitoring';
import { BackedUpSet } from './backed-up-set';

/** The CronJobs of a backup, as far as its alerts depend on them. */
export interface ObservedBackup {
  readonly namespace: string;
  /** The name of the CronJob that dumps. */
  readonly dumps: string;
  /** The time that a dump may take, in seconds. */
  readonly activeDeadlineSeconds: number;
  /** The name of the CronJob of the slices; undefined without `pointInTime`. */
  readonly slices?: string;
}

/** Returns the PrometheusRule of a backup whose set has one; else undefined. */
export function backupAlertsObject(
  { metrics }: BackedUpSet,
  metadata: k8s.ObjectMeta,
  backup: Pick<ObservedBackup, 'activeDeadlineSeconds' | 'slices'>,
): CustomObject | undefined {
  if (metrics === undefined || metrics.kind === 'annotations' || !metrics.alerts) return undefined;
  const { name = '', namespace = '' } = metadata;
  return alertsObject(metrics, metadata, backupAlerts({ ...backup, namespace, dumps: name }));
}

/**
 * Returns the alerts of a backup's PrometheusRule, which need kube-state-metrics. Each has a paragraph of its name in the guide to
 * operations (docs/mongo-operations.md).
 */
export function backupAlerts({ namespace, dumps, slices, activeDeadlineSeconds }: ObservedBackup): Alert[] {
  const dumpMissing: Alert = {
    alert: 'MongoDumpMissing',
    expr: withoutSuccess({ namespace, cronjob: dumps }),
    minutes: Math.ceil(activeDeadlineSeconds / 60),
    severity: 'warning',
    summary: 'the last dump of the schedule was not made, or not in its time',
  };
  if (slices === undefined) return [dumpMissing];
  const sliceMissing: Alert = {
    alert: 'MongoSliceMissing',
    expr: withoutSuccess({ namespace, cronjob: slices }),
    minutes: 15,
    severity: 'warning',
    summary:
      'no slice of the oplog was added since the last time of the schedule, so that later seconds cannot be restored',
  };
  return [dumpMissing, sliceMissing];
}

/** A CronJob has no last success before its first one. */
function withoutSuccess({ namespace, cronjob }: { readonly namespace: string; readonly cronjob: string }): string {
  const started = `kube_cronjob_status_last_schedule_time{namespace="${namespace}", cronjob="${cronjob}"}`;
  const succeeded = `kube_cronjob_status_last_successful_time{namespace="${namespace}", cronjob="${cronjob}"}`;
  return `max by (namespace, cronjob) (${started}) > (max by (namespace, cronjob) (${succeeded}) or 0 * max by (namespace, cronjob) (${started}))`;
}
