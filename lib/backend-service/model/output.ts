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
  'dashboard',
  'deployment',
  'files',
  'grpcRoute',
  'httpRoute',
  'ingress',
  'migration',
  'migrationFiles',
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
const servedObjects = ['certificate', 'grpcRoute', 'httpRoute', 'ingress', 'service'] as const;

const workerObjects = overridableObjects.filter((name) => !servedObjects.some((served) => served === name)) as Exclude<
  (typeof overridableObjects)[number],
  (typeof servedObjects)[number]
>[];

/** The objects of a worker that there may be several of: jobs and what is theirs by the job's name, and claims. */
export const workerGroups = {
  claims: (claim: string) => claim,
  cronJobs: (job: string) => `cron-job-${job}`,
  cronJobFiles: (job: string) => `cron-job-${job}-files`,
  cronJobNetworkPolicies: (job: string) => `cron-job-${job}-network-policy`,
  jobs: (job: string) => `job-${job}`,
  jobFiles: (job: string) => `job-${job}-files`,
  jobNetworkPolicies: (job: string) => `job-${job}-network-policy`,
  jobVariables: (job: string) => `job-${job}-variables`,
} satisfies Groups;

/** The objects that there may be several of: those of a worker, and routes and further Services by their own names. */
export const overridableGroups = {
  ...workerGroups,
  certificates: (ingress: string) => `certificate-${ingress}`,
  grpcRoutes: (route: string) => `grpc-route-${route}`,
  httpRoutes: (route: string) => `http-route-${route}`,
  ingresses: (ingress: string) => `ingress-${ingress}`,
  services: (service: string) => `service-${service}`,
} satisfies Groups;

/** Overrides of a BackendService's objects. */
export type BackendOverrides = ObjectOverrides<(typeof overridableObjects)[number], keyof typeof overridableGroups>;

/** Overrides of a BackendWorker's objects. */
export type WorkerOverrides = ObjectOverrides<(typeof workerObjects)[number], keyof typeof workerGroups>;

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
  overrides: optional(named<WorkerOverrides>(overrides(workerObjects, workerGroups))),
});
