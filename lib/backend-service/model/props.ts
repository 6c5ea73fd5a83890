import { KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { imageProblem } from '../../kubernetes/image';
import { checked, listOf, oneOf, optional, Shapes, text } from '../../props/shape';
import { Groups, Overrides } from '../../construct/overrides';
import { MetadataProps } from '../../pods/metadata';
import { PullSecretsProps, pullSecretsShapes } from '../../pods/pull-secrets';
import { AdoptionProps } from '../workload/adoption';
import { AvailabilityProps } from '../workload/availability';
import { NetworkProps } from '../network/callers';
import { CompanionsProps } from './companions';
import { EnvironmentProps } from '../config/environment-variables';
import { FilesProps } from '../config/files';
import { HealthProps } from '../workload/health';
import { IdentityProps } from '../workload/identity';
import { JobsProps } from '../workload/jobs';
import { MountsProps } from '../config/mounts';
import { ObservabilityProps } from '../workload/observability';
import { PortsProps } from '../workload/ports';
import { RolloutProps } from '../workload/rollout';
import { RoutesProps } from '../network/routes';
import { ScaleProps } from '../workload/scale';
import { ServiceProps } from '../network/service';
import { SizingProps } from '../workload/sizing';

/** All that can be said of a backend; `image` and `port` are all that must be. */
export interface BackendServiceProps
  extends
    ContainerProps,
    PortsProps,
    ScaleProps,
    AvailabilityProps,
    RolloutProps,
    HealthProps,
    SizingProps,
    IdentityProps,
    EnvironmentProps,
    FilesProps,
    MountsProps,
    CompanionsProps,
    JobsProps,
    ServiceProps,
    RoutesProps,
    NetworkProps,
    ObservabilityProps,
    MetadataProps,
    AdoptionProps {
  /**
   * The oldest Kubernetes that must accept the output.
   * @default '1.30'
   */
  readonly kubernetes?: KubernetesVersion;
  /**
   * Fields merged last into the rendered objects, as `kubectl patch --type=strategic` merges them: lists with a merge key, such as
   * containers, variables and volumes by their names, item by item; any other list as a whole. `null` removes a field, `undefined`
   * changes nothing. The result is checked like the props.
   * @default - none
   */
  readonly overrides?: BackendOverrides;
}

/** The application's image and program. */
export interface ContainerProps extends PullSecretsProps {
  /** The container image, with a tag other than `latest` or a digest. */
  readonly image: string;
  /**
   * When the image is pulled.
   * @default 'Always'
   */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /**
   * The program instead of the image's entrypoint.
   * @default - the image's
   */
  readonly command?: readonly string[];
  /**
   * The program's arguments.
   * @default - the image's
   */
  readonly args?: readonly string[];
}

export const containerShapes: Shapes<ContainerProps> = {
  ...pullSecretsShapes,
  image: checked('an image', imageProblem),
  imagePullPolicy: optional(oneOf('Always', 'IfNotPresent', 'Never')),
  command: optional(listOf(text)),
  args: optional(listOf(text)),
};

/** The objects of which there is at most one. */
export const overridableObjects = [
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

/** The objects that there may be several of: CronJobs and their NetworkPolicies by the job's name, claims by their own. */
export const overridableGroups = {
  claims: (claim: string) => claim,
  cronJobs: (job: string) => `cron-job-${job}`,
  cronJobNetworkPolicies: (job: string) => `cron-job-${job}-network-policy`,
} satisfies Groups;

/** Overrides of a BackendService's objects. */
export type BackendOverrides = Overrides<(typeof overridableObjects)[number], keyof typeof overridableGroups>;
