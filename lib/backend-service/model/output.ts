import { defaultKubernetes, KubernetesVersion, kubernetesProblem } from '../../kubernetes/kubernetes-version';
import { Groups, ObjectOverrides, overrides } from '../../construct/overrides';
import { object } from '../../props/object';
import { custom } from '../../props/scalar';
import { named, optional } from '../../props/schema';

/** The objects of which there is at most one. */
const overridableObjects = [
  'alerts',
  'autoscaler',
  'certificate',
  'deployment',
  'files',
  'httpRoute',
  'ingress',
  'migration',
  'migrationNetworkPolicy',
  'migrationVariables',
  'monitor',
  'networkPolicy',
  'podDisruptionBudget',
  'role',
  'roleBinding',
  'service',
  'serviceAccount',
] as const;

/** The objects that a worker has none of. */
const servedObjects = ['certificate', 'httpRoute', 'ingress', 'service'] as const;

const workerObjects = overridableObjects.filter((name) => !servedObjects.some((served) => served === name)) as Exclude<
  (typeof overridableObjects)[number],
  (typeof servedObjects)[number]
>[];

/** The objects that there may be several of: CronJobs and their NetworkPolicies by the job's name, claims by their own. */
export const overridableGroups = {
  claims: (claim: string) => claim,
  cronJobs: (job: string) => `cron-job-${job}`,
  cronJobNetworkPolicies: (job: string) => `cron-job-${job}-network-policy`,
} satisfies Groups;

/** Overrides of a BackendService's objects. */
export type BackendOverrides = ObjectOverrides<(typeof overridableObjects)[number], keyof typeof overridableGroups>;

/** Overrides of a BackendWorker's objects. */
export type WorkerOverrides = ObjectOverrides<(typeof workerObjects)[number], keyof typeof overridableGroups>;

/** The props of the output. */
export const output = object({
  /** The oldest Kubernetes that must accept the output. @default - `1.30` */
  kubernetes: optional(custom<KubernetesVersion>('a Kubernetes version', kubernetesProblem), defaultKubernetes),
  /**
   * Fields merged last into the rendered objects, as `kubectl patch --type=strategic` merges them: lists with a merge key, such as
   * containers, variables and volumes by their names, item by item; any other list as a whole. `null` removes a field, `undefined`
   * changes nothing. The result is checked like the props.
   * @default - none
   */
  overrides: optional(named<BackendOverrides>(overrides(overridableObjects, overridableGroups))),
});

/** The props of a worker's output. */
export const workerOutput = object({
  ...output.entries,
  /** Fields merged last into the rendered objects, as those of a BackendService. @default - none */
  overrides: optional(named<WorkerOverrides>(overrides(workerObjects, overridableGroups))),
});
