import { IConstruct } from 'constructs';
import { isPlainObject } from '../../findings/described';
import { Findings } from '../../findings/findings';
import { Problem, quoted } from '../../findings/problem';
import { unlessThrown } from '../../findings/thrown';
import { referenceProblem } from '../../findings/near-name';
import { dnsLabelProblem } from '../../kubernetes/names';
import { checkResources, ContainerResources, resources, withDefaults } from '../../kubernetes/resources';
import { scheduleProblem, timeZoneProblem } from '../../kubernetes/schedule';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { record } from '../../props/record';
import { boolean, integer, oneOf, string } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf } from '../../props/schema';
import { environment } from '../config/environment-variables';
import { files, withFilesRoot } from '../config/files';

const job = object({
  /**
   * The program, with its arguments.
   * @default - as the service has it, with the arguments of `args`, which then must be given
   */
  command: optional(array(string(), { minItems: 1, example: '["node", "migrate.js"]' })),
  /** The arguments of `command`, or of the service's program. @default - none */
  args: optional(array(string())),
  /** Environment variables besides the service's, or in place of those of the same name. @default - none */
  env: environment.entries.env,
  /** Environment variables that are keys of Secrets, besides the service's or in place of them. @default - none */
  secrets: environment.entries.secrets,
  /** Secrets and ConfigMaps whose keys all become environment variables, after the service's. @default - none */
  envFrom: environment.entries.envFrom,
  /** Files by their absolute path, besides the service's or in place of them. Its strings are a ConfigMap of its own. @default - none */
  files: files.entries.files,
  /** The number of times that a failed run is tried again. @default 3 */
  backoffLimit: integer({ min: 0, default: 3 }),
  /** The time that it may take with all tries, in seconds. @default 600 */
  activeDeadlineSeconds: integer({ min: 1, default: 600 }),
  /**
   * The time that a Job is kept after its end, in seconds. A migration or a Job that is gone is run again by the next apply or by an agent
   * that heals.
   * @default - a migration or a Job until it is deleted; of a CronJob's Jobs, as many as its history limits say
   */
  ttlSecondsAfterFinished: optional(integer({ min: 0 })),
});

/**
 * A run of the service's image with its environment, files and mounts, but without ports and probes. Fields that a job leaves out are the
 * service's.
 */
export interface JobProps extends PropsOf<typeof job>, Props {}

/** A run of the service's image with every default decided. */
export interface DecidedJob extends Decided<typeof job> {}

const migration = object({
  ...job.entries,
  /**
   * The variables of the service's `env` and `secrets` that it depends on: it runs again when one of them changes, and has no others that
   * refer to Secrets, ConfigMaps or databases. Those of its own `env` and `secrets` always belong to them.
   * @default - all; the strings among the service's change without another run
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
 * Secret, other labels, tolerations or volumes, other `env` and `files` of its own. The strings of the service's `env` and `files`, and its
 * `size` and `resources`, are no part of them.
 */
export interface MigrationProps extends PropsOf<typeof migration>, Props {}

/** A migration, or another Job that runs once, with every default decided but its resources. */
export interface DecidedMigration extends Decided<typeof migration> {}

const suspend = {
  /** True for one that starts no run. A run that goes on is stopped if it is a Job's, and not if it is a CronJob's. @default - false */
  suspend: optional(boolean()),
};

const oneOffJob = object({ ...migration.entries, ...suspend });

/** A Job that runs once, and again for each change of its pods' fields, as a migration does; beside the pods and not before them. */
export interface OneOffJobProps extends PropsOf<typeof oneOffJob>, Props {}

/** A Job that runs once with every default decided but its resources. */
export interface DecidedOneOffJob extends Decided<typeof oneOffJob> {}

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
  ...suspend,
  /** The number of Jobs that succeeded that are kept. @default 3 */
  successfulJobsHistoryLimit: integer({ min: 0, default: 3 }),
  /** The number of Jobs that failed that are kept. @default 3 */
  failedJobsHistoryLimit: integer({ min: 0, default: 3 }),
  /** The requests and limits of its container; those that are left out are the service's. @default - the service's */
  resources: optional(named<ContainerResources>(resources)),
});

/** A CronJob. */
export interface CronJobProps extends PropsOf<typeof cronJob>, Props {}

/** A CronJob with every default decided but its resources. */
export interface DecidedCronJob extends Decided<typeof cronJob> {}

/** The props of jobs. */
export const jobs = object({
  /**
   * A Job that runs once for each image and command, such as a database migration, before the new pods start where the tool that
   * applies it can order that (docs/gitops.md). It must be safe to run twice.
   * @default - none
   */
  migration: optional(named<MigrationProps, DecidedMigration>(migration)),
  /**
   * Jobs by name that run once for each image, command and variables of their own, such as an import; the name of each is the service's,
   * this one and a hash. They run while pods start: `migration` is the one before them. They must be safe to run twice.
   * @default - none
   */
  jobs: record(string(), named<OneOffJobProps, DecidedOneOffJob>(oneOffJob), { default: {} }),
  /** CronJobs by name; the name of each is the service's and this one. @default - none */
  cronJobs: record(string(), named<CronJobProps, DecidedCronJob>(cronJob), { default: {} }),
});

/** The props of jobs with every default decided. */
export interface DecidedJobs extends Decided<typeof jobs> {}

const runOnceDefaults: ContainerResources = {
  requests: { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '64Mi' },
  limits: { cpu: '2', memory: '1Gi', 'ephemeral-storage': '1Gi' },
};

/** The length of what the name of a Job that runs once ends in: a hash of its pods with eight digits. */
const hashLength = '-12345678'.length;

/** Returns the resources of a Job that runs once with every default decided. */
export function runOnceResources({ resources }: DecidedMigration): ContainerResources {
  return withDefaults(resources, runOnceDefaults);
}

/** Returns props with the absolute paths of the files that the service and its jobs read. Props of other types are left as they are. */
export function withJobFilesRoot<Given extends PropsOf<typeof files>>(construct: IConstruct, given: Given): Given {
  const rooted = (value: unknown): unknown => withFilesRoot(construct, value as Given);
  const each = (group: unknown): unknown =>
    isPlainObject(group) ? Object.fromEntries(Object.entries(group).map(([name, one]) => [name, rooted(one)])) : group;
  const whole = rooted(given);
  if (!isPlainObject(whole)) return given;
  const places: Readonly<Record<string, (value: unknown) => unknown>> = {
    migration: rooted,
    jobs: each,
    cronJobs: each,
  };
  return unlessThrown(
    given,
    () =>
      Object.fromEntries(Object.entries(whole).map(([name, value]) => [name, places[name]?.(value) ?? value])) as Given,
  );
}

/** A backend, as far as its jobs depend on it. */
interface JobsBackend {
  readonly name: string;
  readonly props: DecidedJobs;
  readonly variables: { readonly env: object; readonly secrets: object };
  readonly resources: ContainerResources;
}

/** Reports names that are too long or taken, jobs without a program, variables that do not exist, and requests above limits. */
export function checkJobs(findings: Findings, { name: service, props, variables, resources }: JobsBackend): void {
  const { migration, jobs, cronJobs } = props;
  const known = Object.keys({ ...variables.env, ...variables.secrets });
  if (migration !== undefined) {
    const most = 63 - '-migration'.length - hashLength;
    const want = `must have at most ${most} characters with a migration`;
    if (service.length > most)
      findings.add('id', { code: 'out-of-range', want, got: quoted(service), write: 'write a shorter name' });
    checkRunOnce(findings.inside('migration'), migration, known);
  }
  for (const [name, one] of Object.entries(jobs)) {
    const place = `jobs[${quoted(name)}]`;
    findings.add(place, dnsLabelProblem(name, Math.max(1, 63 - hashLength - service.length - 1)));
    findings.add(place, takenProblem(name, Object.hasOwn(cronJobs, name)));
    checkRunOnce(findings.inside(place), one, known);
  }
  for (const [name, one] of Object.entries(cronJobs)) {
    const place = `cronJobs[${quoted(name)}]`;
    // A CronJob's Jobs get a suffix of 11 characters, and names of Jobs end at 63.
    findings.add(place, dnsLabelProblem(name, Math.max(1, 52 - service.length - 1)));
    findings.add(place, takenProblem(name, false));
    const inside = findings.inside(place);
    inside.add('command', programProblem(one));
    if (one.resources !== undefined) checkResources(inside, withDefaults(one.resources, resources));
  }
}

function checkRunOnce(inside: Findings, job: DecidedMigration, known: readonly string[]): void {
  inside.add('command', programProblem(job));
  checkResources(inside, runOnceResources(job));
  const want = 'must be the name of a variable of env or secrets';
  for (const [index, name] of (job.variables ?? []).entries())
    inside.add(`variables[${index}]`, referenceProblem(name, known, want));
}

function programProblem({ command, args }: DecidedJob): Problem | undefined {
  if (command !== undefined || (args !== undefined && args.length > 0)) return undefined;
  const write = 'write ["node", "migrate.js"]';
  return { code: 'missing-prop', want: 'must be a list of strings where no args are given', got: 'undefined', write };
}

function takenProblem(name: string, isCronJob: boolean): Problem | undefined {
  if (name !== 'migration' && !isCronJob) return undefined;
  const want = `must not have the name of ${isCronJob ? 'a CronJob' : 'the migration'}`;
  return { code: 'not-unique', want, got: quoted(name), write: 'write another name' };
}
