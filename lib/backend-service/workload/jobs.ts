import { Findings, shown } from '../../findings/findings';
import { nearName } from '../../findings/near-name';
import { dnsLabelProblem } from '../../kubernetes/names';
import { integerProblem } from '../../props/number';
import { checkResources, Resources, resourcesShape, withDefaults } from '../../kubernetes/resources';
import { scalar, listOf, mapOf, oneOf, optional, record, Shapes, text } from '../../props/shape';
import { scheduleProblem, timeZoneProblem } from '../../kubernetes/schedule';

export interface JobsProps {
  /**
   * A Job that runs once for each image and command, such as a database migration, before the new pods start where the tool that
   * applies it can order that (docs/gitops.md). It must be safe to run twice.
   * @default - none
   */
  readonly migration?: MigrationProps;
  /**
   * CronJobs by name; each is named after the service and it.
   * @default - none
   */
  readonly cronJobs?: Readonly<Record<string, CronJobProps>>;
}

/** A run of the service's image with its environment, files and mounts, but without ports and without requests. */
export interface JobProps {
  /** The program, with its arguments. */
  readonly command: readonly [string, ...string[]];
  /**
   * How often a failed run is tried again.
   * @default 3
   */
  readonly backoffLimit?: number;
  /**
   * How long it may take with all tries, in seconds.
   * @default 600
   */
  readonly activeDeadlineSeconds?: number;
  /**
   * The time that a Job is kept after its end, in seconds. A migration that is gone is run again by the next apply or by an agent that heals.
   * @default - a migration until it is deleted; of a CronJob's Jobs, the last three that succeeded and the last three that failed
   */
  readonly ttlSecondsAfterFinished?: number;
}

/**
 * A Job's pods cannot be changed, so that another of their fields makes another Job, which runs: another image, command or Secret, other
 * labels, tolerations or volumes. The texts of `env` and `files`, and the service's `size` and `resources`, are no part of them.
 */
export interface MigrationProps extends JobProps {
  /**
   * The variables of `env` and `secrets` that it is about: it runs again when one of them changes, and has no others that refer to
   * Secrets, ConfigMaps or databases.
   * @default - all; the texts among them change without another run
   */
  readonly variables?: readonly string[];
  /**
   * The requests and limits of its container.
   * @default - requests 100m CPU, 256Mi memory, 64Mi ephemeral storage; limits 2 CPU, 1Gi memory, 1Gi ephemeral storage
   */
  readonly resources?: Resources;
}

export interface CronJobProps extends JobProps {
  /** When it starts: minute, hour, day of the month, month, day of the week. */
  readonly schedule: string;
  /**
   * The time zone of the schedule.
   * @default 'Etc/UTC'
   */
  readonly timeZone?: string;
  /**
   * What happens when the last run has not ended.
   * @default 'Forbid'
   */
  readonly concurrencyPolicy?: 'Forbid' | 'Replace' | 'Allow';
  /**
   * How late a run may still start, in seconds, from 10.
   * @default 300
   */
  readonly startingDeadlineSeconds?: number;
}

const jobShapes: Shapes<JobProps> = {
  command: listOf(text),
  backoffLimit: scalar,
  activeDeadlineSeconds: scalar,
  ttlSecondsAfterFinished: scalar,
};

export const jobsShapes: Shapes<JobsProps> = {
  migration: optional(
    record<MigrationProps>({ ...jobShapes, variables: optional(listOf(text)), resources: resourcesShape }),
  ),
  cronJobs: optional(
    mapOf(
      record<CronJobProps>({
        ...jobShapes,
        schedule: scalar,
        timeZone: scalar,
        concurrencyPolicy: optional(oneOf('Forbid', 'Replace', 'Allow')),
        startingDeadlineSeconds: scalar,
      }),
    ),
  ),
};

const migrationDefaults: Resources = {
  requests: { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '64Mi' },
  limits: { cpu: '2', memory: '1Gi', 'ephemeral-storage': '1Gi' },
};

/** The migration's resources with every default decided. */
export function migrationResources({ resources }: MigrationProps): Resources {
  return withDefaults(resources, migrationDefaults);
}

/** Reports names, schedules, limits and variables that a Job cannot have. */
export function checkJobs(findings: Findings, service: string, props: JobsProps, variables: readonly string[]): void {
  if (props.migration !== undefined) {
    checkMigration(findings.of('migration'), props.migration, variables);
    // The Job's own name ends in a hash of eight digits.
    const most = 63 - '-migration-12345678'.length;
    if (service.length > most)
      findings.add('id', {
        code: 'out-of-range',
        want: `must have at most ${most} characters with a migration`,
        got: shown(service),
        write: 'write a shorter name',
      });
  }
  for (const [name, job] of Object.entries(props.cronJobs ?? {})) {
    const part = findings.of(`cronJobs ${shown(name)}`);
    // A CronJob's Jobs get a suffix of 11 characters, and names of Jobs end at 63.
    part.add('name', dnsLabelProblem(name, Math.max(1, 52 - service.length - 1)));
    if (name === 'migration')
      part.add('name', {
        code: 'invalid-value',
        want: 'must not be that of the migration',
        got: '"migration"',
        write: 'write another',
      });
    part.add('schedule', scheduleProblem(job.schedule));
    if (job.timeZone !== undefined) part.add('timeZone', timeZoneProblem(job.timeZone));
    part.add('startingDeadlineSeconds', integerProblem(job.startingDeadlineSeconds ?? 300, 10));
    checkJob(part, job);
  }
}

function checkMigration(findings: Findings, props: MigrationProps, variables: readonly string[]): void {
  checkJob(findings, props);
  checkResources(findings, migrationResources(props));
  for (const name of props.variables ?? []) {
    if (variables.includes(name)) continue;
    const near = nearName(name, variables);
    findings.add('variables', {
      code: 'unknown-reference',
      want: 'must name variables of env or secrets',
      got: shown(name),
      write: `write ${near === undefined ? 'one of them' : shown(near)}`,
    });
  }
}

function checkJob(findings: Findings, props: JobProps): void {
  if (props.command.length < 1) {
    findings.add('command', {
      code: 'conflict',
      want: 'must be a program with its arguments',
      got: shown(props.command),
      write: 'write ["node", "migrate.js"]',
    });
  }
  findings.add('backoffLimit', integerProblem(props.backoffLimit ?? 3, 0));
  findings.add('activeDeadlineSeconds', integerProblem(props.activeDeadlineSeconds ?? 600, 1));
  findings.add('ttlSecondsAfterFinished', integerProblem(props.ttlSecondsAfterFinished ?? 0, 0));
}
