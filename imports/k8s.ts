// The index of cdk8s-plus-27 does not compile in programs with exactOptionalPropertyTypes and without skipLibCheck.
import type * as classes from 'cdk8s-plus-27/lib/imports/k8s';

// The types of the Kubernetes API as plain data: what cdk8s-plus-27 declares for its classes, under the API's own names and with the
// fields that are newer than the classes. Nothing of cdk8s-plus-27 is loaded to render.

/** A class's props as the object's fields; a date, a quantity, or a number or string, for which there are classes, is written as such. */
type Plain<T> = T extends readonly (infer Item)[]
  ? readonly Plain<Item>[]
  : T extends Date
    ? string
    : T extends object
      ? 'value' extends keyof T
        ? keyof T extends 'value'
          ? number | string
          : Fields<T>
        : Fields<T>
      : T;

type Fields<T> = { [Name in keyof T as ApiName<Name>]: Plain<T[Name]> } & NewerFields<T>;

/** The API's names of the fields that cdk8s-plus-27 spells in another way. */
interface ApiNames {
  clientIp: 'clientIP';
  clusterIp: 'clusterIP';
  downwardApi: 'downwardAPI';
  hostIp: 'hostIP';
  hostIpc: 'hostIPC';
  hostPid: 'hostPID';
  loadBalancerIp: 'loadBalancerIP';
  nonResourceUrLs: 'nonResourceURLs';
  setHostnameAsFqdn: 'setHostnameAsFQDN';
}

type ApiName<Name> = Name extends keyof ApiNames ? ApiNames[Name] : Name;

/** Fields that Kubernetes 1.27 did not have, or the classes have no place for; each beside a field that its type alone has. */
interface NewerFieldsBeside {
  /** A container, since Kubernetes 1.28. */
  terminationMessagePath: { readonly restartPolicy?: 'Always' };
  /** A container's lifecycle, since Kubernetes 1.29. */
  preStop: { readonly preStop?: { readonly sleep?: { readonly seconds: number } } };
  /** A Service's spec, since Kubernetes 1.30. */
  sessionAffinityConfig: { readonly trafficDistribution?: string };
}

type NewerFields<T> = string extends keyof T
  ? unknown
  : keyof T & keyof NewerFieldsBeside extends never
    ? unknown
    : NewerFieldsBeside[keyof T & keyof NewerFieldsBeside];

export type ConfigMap = Plain<classes.KubeConfigMapProps>;
export type CronJob = Plain<classes.KubeCronJobProps>;
export type Deployment = Plain<classes.KubeDeploymentProps>;
export type HorizontalPodAutoscaler = Plain<classes.KubeHorizontalPodAutoscalerV2Props>;
export type Ingress = Plain<classes.KubeIngressProps>;
export type Job = Plain<classes.KubeJobProps>;
export type LimitRange = Plain<classes.KubeLimitRangeProps>;
export type Namespace = Plain<classes.KubeNamespaceProps>;
export type NetworkPolicy = Plain<classes.KubeNetworkPolicyProps>;
export type PersistentVolumeClaim = Plain<classes.KubePersistentVolumeClaimProps>;
export type PodDisruptionBudget = Plain<classes.KubePodDisruptionBudgetProps>;
export type ResourceQuota = Plain<classes.KubeResourceQuotaProps>;
export type Role = Plain<classes.KubeRoleProps>;
export type RoleBinding = Plain<classes.KubeRoleBindingProps>;
export type Service = Plain<classes.KubeServiceProps>;
export type ServiceAccount = Plain<classes.KubeServiceAccountProps>;
export type StatefulSet = Plain<classes.KubeStatefulSetProps>;

export type Affinity = Plain<classes.Affinity>;
export type Container = Plain<classes.Container>;
export type CronJobSpec = Plain<classes.CronJobSpec>;
export type DeploymentSpec = Plain<classes.DeploymentSpec>;
export type EnvFromSource = Plain<classes.EnvFromSource>;
export type EnvVar = Plain<classes.EnvVar>;
export type HorizontalPodAutoscalerSpec = Plain<classes.HorizontalPodAutoscalerSpecV2>;
export type IngressSpec = Plain<classes.IngressSpec>;
export type JobSpec = Plain<classes.JobSpec>;
export type LabelSelector = Plain<classes.LabelSelector>;
export type MetricSpec = Plain<classes.MetricSpecV2>;
export type NetworkPolicyEgressRule = Plain<classes.NetworkPolicyEgressRule>;
export type NetworkPolicyIngressRule = Plain<classes.NetworkPolicyIngressRule>;
export type NetworkPolicyPeer = Plain<classes.NetworkPolicyPeer>;
export type NetworkPolicyPort = Plain<classes.NetworkPolicyPort>;
export type NetworkPolicySpec = Plain<classes.NetworkPolicySpec>;
export type NodeAffinity = Plain<classes.NodeAffinity>;
export type NodeSelector = Plain<classes.NodeSelector>;
export type NodeSelectorRequirement = Plain<classes.NodeSelectorRequirement>;
export type NodeSelectorTerm = Plain<classes.NodeSelectorTerm>;
export type ObjectMeta = Plain<classes.ObjectMeta>;
export type PersistentVolumeClaimSpec = Plain<classes.PersistentVolumeClaimSpec>;
export type PodAffinity = Plain<classes.PodAffinity>;
export type PodAffinityTerm = Plain<classes.PodAffinityTerm>;
export type PodAntiAffinity = Plain<classes.PodAntiAffinity>;
export type PodDisruptionBudgetSpec = Plain<classes.PodDisruptionBudgetSpec>;
export type PodSecurityContext = Plain<classes.PodSecurityContext>;
export type PodSpec = Plain<classes.PodSpec>;
export type PodTemplateSpec = Plain<classes.PodTemplateSpec>;
export type PolicyRule = Plain<classes.PolicyRule>;
export type PreferredSchedulingTerm = Plain<classes.PreferredSchedulingTerm>;
export type Probe = Plain<classes.Probe>;
export type ResourceRequirements = Plain<classes.ResourceRequirements>;
export type SecurityContext = Plain<classes.SecurityContext>;
export type ServiceSpec = Plain<classes.ServiceSpec>;
export type StatefulSetPersistentVolumeClaimRetentionPolicy =
  Plain<classes.StatefulSetPersistentVolumeClaimRetentionPolicy>;
export type StatefulSetSpec = Plain<classes.StatefulSetSpec>;
export type Toleration = Plain<classes.Toleration>;
export type TopologySpreadConstraint = Plain<classes.TopologySpreadConstraint>;
export type Volume = Plain<classes.Volume>;
export type VolumeMount = Plain<classes.VolumeMount>;
export type VolumeProjection = Plain<classes.VolumeProjection>;
export type WeightedPodAffinityTerm = Plain<classes.WeightedPodAffinityTerm>;
