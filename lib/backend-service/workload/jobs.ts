import { Findings } from '../../findings/findings';
import { quoted } from '../../findings/problem';
import { referenceProblem } from '../../findings/near-name';
import { dnsLabelProblem } from '../../kubernetes/names';
import { checkResources, ContainerResources, resources, withDefaults } from '../../kubernetes/resources';
import { scheduleProblem, timeZoneProblem } from '../../kubernetes/schedule';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { record } from '../../props/record';
import { boolean, integer, oneOf, string } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf } from '../../props/schema';

const job = object({
  /** The program, with its arguments. */
  command: array(string(), { minItems: 1, example: '["node", "migrate.js"]' }),
  /** The number of times that a failed run is tried again. @default 3 */
  backoffLimit: integer({ min: 0, default: 3 }),
  /** The time that it may take with all tries, in seconds. @default 600 */
  activeDeadlineSeconds: integer({ min: 1, default: 600 }),
  /**
   * The time that a Job is kept after its end, in seconds. A migration that is gone is run again by the next apply or by an agent that heals.
   * @default - a migration until it is deleted; of a CronJob's Jobs, the last three that succeeded and the last three that failed
   */
  ttlSecondsAfterFinished: optional(integer({ min: 0 })),
});

/** A run of the service's image with its environment, files and mounts, but without ports and probes. */
export interface JobProps extends PropsOf<typeof job>, Props {}

/** A run of the service's image with every default decided. */
export interface DecidedJob extends Decided<typeof job> {}

const migration = object({
  ...job.entries,
  /**
   * The variables of `env` and `secrets` that it depends on: it runs again when one of them changes, and has no others that refer to
   * Secrets, ConfigMaps or databases.
   * @default - all; the strings among them change without another run
   */
  variables: optional(array(string())),
  /**
   * The requests and limits of its container.
   * @default - requests 100m CPU, 256Mi memory, 64Mi ephemeral storage; limits 2 CPU, 1Gi memory, 1Gi ephemeral storage
   */
  resources: optional(named<ContainerResources>(resources)),
});

/**
 * A migration. A Job's pods are immutable, so that a change of their fields creates another Job, which runs: another image, command or
 * Secret, other labels, tolerations or volumes. The strings of `env` and `files`, and the service's `size` and `resources`, are no part
 * of them.
 */
export interface MigrationProps extends PropsOf<typeof migration>, Props {}

/** A migration with every default decided but its resources. */
export interface DecidedMigration extends Decided<typeof migration> {}

const cronJob = object({
  ...job.entries,
  /** The schedule of its starts: minute, hour, day of the month, month, day of the week. */
  schedule: string({ check: scheduleProblem, example: '"0 3 * * *"' }),
  /** The time zone of the schedule. @default 'Etc/UTC' */
  timeZone: string({ check: timeZoneProblem, default: 'Etc/UTC' }),
  /** The effect of a start while the last run goes on. @default 'Forbid' */
  concurrencyPolicy: oneOf(['Forbid', 'Replace', 'Allow'], { default: 'Forbid' }),
  /** The time after which a run that has not started is skipped, in seconds, from 10. @default 300 */
  startingDeadlineSeconds: integer({ min: 10, default: 300 }),
  /** True for a CronJob that starts no run. A run that goes on is not stopped. @default - false */
  suspend: optional(boolean()),
});

/** A CronJob. */
export interface CronJobProps extends PropsOf<typeof cronJob>, Props {}

/** The props of jobs. */
export const jobs = object({
  /**
   * A Job that runs once for each image and command, such as a database migration, before the new pods start where the tool that
   * applies it can order that (docs/gitops.md). It must be safe to run twice.
   * @default - none
   */
  migration: optional(named<MigrationProps, DecidedMigration>(migration)),
  /** CronJobs by name; the name of each is the service's and this one. @default - none */
  cronJobs: record(string(), named<CronJobProps, Decided<typeof cronJob>>(cronJob), { default: {} }),
});

/** The props of jobs with every default decided. */
export interface DecidedJobs extends Decided<typeof jobs> {}

const migrationDefaults: ContainerResources = {
  requests: { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '64Mi' },
  limits: { cpu: '2', memory: '1Gi', 'ephemeral-storage': '1Gi' },
};

/** Returns the migration's resources with every default decided. */
export function migrationResources({ resources }: DecidedMigration): ContainerResources {
  return withDefaults(resources, migrationDefaults);
}

/** A backend, as far as its jobs depend on it. */
interface JobsBackend {
  readonly name: string;
  readonly props: DecidedJobs;
  readonly variables: { readonly env: object; readonly secrets: object };
}

/** Reports names that are too long or taken, variables that do not exist, and requests above limits. */
export function checkJobs(findings: Findings, { name: service, props, variables }: JobsBackend): void {
  const { migration, cronJobs } = props;
  if (migration !== undefined) {
    // The name of the Job ends in a hash of eight digits.
    const most = 63 - '-migration-12345678'.length;
    const want = `must have at most ${most} characters with a migration`;
    if (service.length > most)
      findings.add('id', { code: 'out-of-range', want, got: quoted(service), write: 'write a shorter name' });
    const inside = findings.inside('migration');
    checkResources(inside, migrationResources(migration));
    const known = Object.keys({ ...variables.env, ...variables.secrets });
    for (const [index, name] of (migration.variables ?? []).entries())
      inside.add(
        `variables[${index}]`,
        referenceProblem(name, known, 'must be the name of a variable of env or secrets'),
      );
  }
  for (const name of Object.keys(cronJobs)) {
    const place = `cronJobs[${quoted(name)}]`;
    // A CronJob's Jobs get a suffix of 11 characters, and names of Jobs end at 63.
    findings.add(place, dnsLabelProblem(name, Math.max(1, 52 - service.length - 1)));
    const want = 'must not have the name of the migration';
    if (name === 'migration')
      findings.add(place, { code: 'not-unique', want, got: '"migration"', write: 'write another name' });
  }
}
