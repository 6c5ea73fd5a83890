import { Findings } from '../../findings/findings';
import { issueText, quoted } from '../../findings/problem';
import { ContainerResources, withDefaults } from '../../kubernetes/resources';
import { checkEnvironment, Environment } from '../config/environment-variables';
import { checkFiles, Files } from '../config/files';
import { MigrationVariables, migrationVariables } from '../config/migration-variables';
import { checkMounts } from '../config/volumes';
import { Backend, backendOf, targetsOf } from './backend';
import { DecidedCronJob, DecidedJob, DecidedMigration, runOnceResources } from './jobs';
import { checkDeliveries } from './secret-deliveries';

/** A backend as the pods of a Job that runs once have it, and the strings that reach them through a ConfigMap. */
interface RunOnceBackend extends Backend, Pick<MigrationVariables, 'texts'> {}

/**
 * Returns the backend without the fields that do not concern a Job that runs once: a Job whose pods change is another Job and runs again.
 */
export function runOnceBackend(backend: Backend, job: DecidedMigration): RunOnceBackend {
  const own = jobBackend(backend, job, runOnceResources(job));
  const { texts, variables } = migrationVariables(own.variables, job.variables, [
    ...Object.keys(job.env),
    ...Object.keys(job.secrets),
  ]);
  const targets = targetsOf(own.props, variables);
  return { ...own, props: { ...own.props, tolerationSeconds: undefined }, variables, targets, texts };
}

/** Returns the backend as the pods of a CronJob have it. */
export function cronJobBackend(backend: Backend, job: DecidedCronJob): Backend {
  return jobBackend(backend, job, withDefaults(job.resources, backend.resources));
}

/**
 * Reports variables and files that the pods of jobs cannot have, alone or with those of the service. Issues of the service itself are
 * among the findings already.
 */
export function checkJobPods(findings: Findings, backend: Backend): void {
  const known = new Set(findings.issues.map(issueText));
  const { migration, jobs, cronJobs } = backend.props;
  const check = (place: string, job: DecidedJob, resources: ContainerResources): void => {
    const inside = findings.inside(place);
    const own = jobBackend(backend, job, resources);
    const ofPods = new Findings();
    for (const checkPods of [checkEnvironment, checkDeliveries, checkMounts]) checkPods(ofPods, own);
    for (const issue of ofPods.issues) if (!known.has(issueText(issue))) inside.add('', issue);
    checkFiles(inside, { props: job, namespace: backend.namespace });
  };
  // The service's limits are in the way of the service's mounts unless the job has its own.
  const runOnce = (job: DecidedMigration) => (job.resources === undefined ? backend.resources : runOnceResources(job));
  if (migration !== undefined) check('migration', migration, runOnce(migration));
  for (const [name, job] of Object.entries(jobs)) check(`jobs[${quoted(name)}]`, job, runOnce(job));
  for (const [name, job] of Object.entries(cronJobs))
    check(`cronJobs[${quoted(name)}]`, job, withDefaults(job.resources, backend.resources));
}

/** Returns the backend with the variables, files and resources of a job over those of the service. */
function jobBackend(backend: Backend, job: DecidedJob, resources: ContainerResources): Backend {
  const { name, namespace, given } = backend;
  const files: Files = { ...given.files, ...job.files };
  return backendOf(name, namespace, { ...given, ...mergedEnvironment(given, job), files, resources });
}

/** Returns the variables of the service with those of a job in place of others of the same name. */
function mergedEnvironment(service: Environment, job: Environment): Environment {
  return {
    env: { ...without(service.env, job.secrets), ...job.env },
    secrets: { ...without(service.secrets, job.env), ...job.secrets },
    envFrom: [...service.envFrom, ...job.envFrom],
  };
}

function without<Value>(values: Readonly<Record<string, Value>>, names: object): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !Object.hasOwn(names, name)));
}
