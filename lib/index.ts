// BackendService
export { BackendService } from './backend-service/backend-service';
export { BackendServiceProps, BackendWorkerProps } from './backend-service/model/props';
export { AdoptedDeployment, AdoptedService, AdoptedWorker } from './backend-service/workload/adoption';
export { BackendWorker } from './backend-service/backend-worker';
export { backendEndpoint } from './backend-service/network/backend-endpoint';
export { InitContainer, Sidecar, WaitedPort } from './backend-service/model/pod-containers';
export { ConfigMapKeyRef, EnvironmentValue, FieldRef } from './backend-service/config/environment-value';
export { EnvironmentProps, WholeConfigMap, WholeSecret } from './backend-service/config/environment-variables';
export {
  BackendExposure,
  ClassLoadBalancer,
  ClusterIpExposure,
  DefaultLoadBalancer,
  LoadBalancerExposure,
  NodePortExposure,
  PlatformLoadBalancer,
} from './backend-service/network/exposure';
export { FurtherServiceProps } from './backend-service/network/services';
export { FileSource } from './backend-service/config/files';
export {
  BackendHealth,
  ExecCheck,
  GrpcCheck,
  HealthCheck,
  HttpCheck,
  TcpCheck,
} from './backend-service/workload/health';
export { WorkerHealth, WorkerHealthCheck, WorkerHttpCheck } from './backend-service/workload/worker-health';
export { RbacRule } from './backend-service/workload/identity';
export { CronJobProps, JobProps, MigrationProps, OneOffJobProps } from './backend-service/model/jobs';
export {
  BackendClaim,
  BackendMount,
  ClaimMount,
  ConfigMapMount,
  EmptyDirMount,
  ExistingClaimMount,
  SecretMount,
} from './backend-service/config/mounts';
export {
  AnnotatedBackendMetrics,
  BackendMetrics,
  AnnotatedWorkerMetrics,
  MonitoredBackendMetrics,
  MonitoredWorkerMetrics,
  WorkerMetrics,
} from './backend-service/workload/observability';
export { BackendOverrides, WorkerOverrides } from './backend-service/model/output';
export { BackendTracing, InjectedTracing, OtlpTracing, TracesSampler } from './backend-service/model/tracing';
export {
  ClassIngress,
  CloudIngress,
  ClusterIngress,
  IngressProps,
  PlatformIngress,
} from './backend-service/ingress/ingress-props';
export { GrpcRouteProps } from './backend-service/network/grpc-route';
export { HttpRouteProps } from './backend-service/network/http-route';
export { BackendPort } from './backend-service/workload/ports';
export { BackendAutoscaling, BackendReplicas } from './backend-service/workload/scale';
export { BackendSize } from './backend-service/workload/sizing';

// MongoStatefulSet
export { MongoStatefulSet } from './mongo/mongo-stateful-set';
export { MongoStatefulSetProps } from './mongo/replica-set/props';
export { MongoBinding, MongoBindingProps } from './mongo/client/binding';
export { MongoSeries } from './mongo/mongod/release-series';
export { MongoConnectionProps } from './mongo/client/connection';
export { MongoExporter } from './mongo/monitoring/exporter';
export { ExporterObjects } from './mongo/monitoring/exporter-objects';
export { MongoExposure, MongoLoadBalancers, MongoNodePorts } from './mongo/expose/expose';
export { MongoMemberOptions } from './mongo/members/member-options';
export { MongodOptions } from './mongo/mongod/mongod-options';
export { MongodSettings } from './mongo/mongod/mongod-settings';
export { BuiltInRole } from './mongo/users/role-names';
export { MongoCustomRole, MongoPrivilege, MongoRole } from './mongo/users/role';
export { ApiServerAccess } from './mongo/members/address-access';
export { MongoSize } from './mongo/mongod/sizing';
export { MongoRetention, MongoStorage, MongoVolume } from './mongo/mongod/storage';
export {
  IssuedMongoCertificate,
  MongoCertificate,
  MongoCertificateSecret,
  MongoTls,
  MongoTlsMode,
} from './mongo/tls/tls';
export { MongoUser, PasswordAlphabet, RemovedUser } from './mongo/users/user';

// MongoBackup, MongoSnapshots and MongoImport
export { MongoBackup, MongoBackupProps } from './mongo/backup/mongo-backup';
export { MongoSnapshots, MongoSnapshotsProps } from './mongo/snapshots/mongo-snapshots';
export { MongoImportSource } from './mongo/import/import-source';
export { MongoImport, MongoImportProps } from './mongo/import/mongo-import';
export { MongoRestore } from './mongo/backup/backup-restore';
export { MongoPointInTime } from './mongo/backup/point-in-time';
export { MongoDumpStorage } from './mongo/backup/backup-storage';
export { CloudStorageAccess, MongoAzureBlob, MongoGcs } from './mongo/backup/cloud-storage';
export { MongoS3, S3Access } from './mongo/backup/s3';
export { MongoScheduleProps } from './mongo/backup/set-jobs';

// SecretRef
export { type SecretKey, SecretRef, SecretRefProps } from './secrets/secret-ref';
export { ExistingSource, SecretSource } from './secrets/sources/secret-source';
export {
  SecretEnvironment,
  SecretSourceFunction,
  SecretSources,
  setSecretEnvironment,
} from './secrets/sources/secret-environment';
export { AwsObject, CsiProvider, CsiSource } from './secrets/sources/csi-source';
export { DeclaredSecret, SecretName } from './secrets/sources/declared-secret';
export {
  ExternalSource,
  OwnedExternalSource,
  RetainedExternalSource,
  RemoteRef,
  RemoteValue,
  SecretStoreRef,
  TemplatedValue,
} from './secrets/sources/external-source';
export { uriEncoded } from './secrets/sources/template';
export { GeneratedSource } from './secrets/sources/generated-source';
export { SealedSource, UnsealedKeys } from './secrets/sources/sealed-source';
export { CsiVolume, SecretDelivery, SecretObject, VaultFiles } from './secrets/sources/secret-delivery';
export { SecretStore, SecretStoreProps, StoreProvider } from './secrets/sources/secret-store';
export { SopsSource } from './secrets/sources/sops-source';
export { VaultSource } from './secrets/sources/vault-source';
export { SecretType } from './kubernetes/secret-type';

// TenantNamespace
export { TenantQuota } from './tenant/quota';
export { TenantNamespace, TenantNamespaceProps } from './tenant/tenant';

// Parts of several constructs
export { DefaultProps, setDefaults } from './pods/defaults';
export { ClusterDns, ClusterDnsName, ClusterDnsPeer, ClusterDnsServers, DnsProps } from './network/dns';
export { setFilesRoot } from './construct/files-root';
export { EnvTemplate } from './secrets/env-template';
export { NetworkEndpoint, CallerPods } from './network/endpoint';
export { CertificateIssuer } from './operators/issuer';
export { KubernetesVersion } from './kubernetes/kubernetes-version';
export { MetadataProps } from './pods/metadata';
export { EgressProps, NetworkPeer, NetworkTarget } from './network/peers';
export { NetworkPort, NetworkPortRange } from './network/network-port';
export { OutsideHost } from './network/outside-host';
export { NamedServicePort } from './network/service-address';
export { NamedObject } from './construct/named-object';
export { GivenSecret, SecretObjectKey } from './secrets/given-secret';
export { PodIdentityProps } from './pods/pod-identity';
export { PodsProps } from './pods/pods';
export { PullSecretsProps } from './pods/pull-secrets';
export { RegistryProps } from './pods/registry';
export { SchedulingProps } from './pods/scheduling';
export { WorkloadIdentity } from './pods/workload-identity';
export {
  AnnotatedMetrics,
  MonitoredMetrics,
  PodMetrics,
  PrometheusMonitor,
  PrometheusMonitoring,
} from './operators/monitoring';
export { addRenderedFields, ObjectFields, ObjectOverrides } from './construct/overrides';
export { ContainerResources, ResourceAmounts } from './kubernetes/resources';

// Programs
export { ProgramOutcome, synthesize } from './synth/program';
export { EnvironmentBuild, ProgramEnvironment, ProgramProps } from './synth/program-props';
export { render } from './synth/render';
export { Finding } from './findings/finding';
export { FindingsError } from './findings/findings-error';
export { ArgoCdProps, FluxProps, GitOpsProps } from './gitops/gitops-props';
export { KubernetesManifest } from './manifests/manifest';
export { prerequisites, Prerequisites, SecretKeyPrerequisite, SecretPrerequisite } from './prerequisites/prerequisites';
export { SecretOriginal } from './prerequisites/secret-uses';
