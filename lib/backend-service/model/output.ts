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

/** The objects that there may be several of: jobs and what is theirs by the job's name, claims and further Services by their own. */
export const overridableGroups = {
  claims: (claim: string) => claim,
  cronJobs: (job: string) => `cron-job-${job}`,
  cronJobFiles: (job: string) => `cron-job-${job}-files`,
  cronJobNetworkPolicies: (job: string) => `cron-job-${job}-network-policy`,
  jobs: (job: string) => `job-${job}`,
  jobFiles: (job: string) => `job-${job}-files`,
  jobNetworkPolicies: (job: string) => `job-${job}-network-policy`,
  jobVariables: (job: string) => `job-${job}-variables`,
  services: (service: string) => `service-${service}`,
} satisfies Groups;

/** Overrides of a BackendService's objects. */
export type BackendOverrides = ObjectOverrides<(typeof overridableObjects)[number], keyof typeof overridableGroups>;

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
