import { KubernetesVersion } from '../values/kubernetes-version';
import { listOf, map, oneOf, optional, record, Shapes, scalar, text } from '../values/shape';
import { MetadataProps } from '../pods/metadata';
import { PullSecretsProps, pullSecretsShapes } from '../pods/pull-secrets';
import { AdoptionProps } from './adoption';
import { AvailabilityProps } from './availability';
import { NetworkProps } from './callers';
import { CompanionsProps } from './companions';
import { EnvironmentProps } from './environment-variables';
import { FilesProps } from './files';
import { HealthProps } from './health';
import { IdentityProps } from './identity';
import { JobsProps } from './jobs';
import { MountsProps } from './mounts';
import { ObservabilityProps } from './observability';
import { PortsProps } from './ports';
import { RolloutProps } from './rollout';
import { RoutesProps } from './routes';
import { ScaleProps } from './scale';
import { ServiceProps } from './service';
import { SizingProps } from './sizing';

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
   * Fields merged into the rendered objects, last; also those that no prop and no typed class knows. `null` removes a field.
   * @default - none
   */
  readonly overrides?: Readonly<Partial<Record<OverridableObject, Readonly<Record<string, unknown>>>>>;
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
  image: scalar,
  imagePullPolicy: optional(oneOf('Always', 'IfNotPresent', 'Never')),
  command: optional(listOf(text)),
  args: optional(listOf(text)),
};

/** The objects that overrides can be given for. */
export type OverridableObject =
  | 'serviceAccount'
  | 'deployment'
  | 'service'
  | 'networkPolicy'
  | 'podDisruptionBudget'
  | 'autoscaler'
  | 'httpRoute'
  | 'ingress'
  | 'monitor';

const fields = optional(map);

export const overridesShape = optional(
  record<Record<OverridableObject, unknown>>({
    serviceAccount: fields,
    deployment: fields,
    service: fields,
    networkPolicy: fields,
    podDisruptionBudget: fields,
    autoscaler: fields,
    httpRoute: fields,
    ingress: fields,
    monitor: fields,
  }),
);
