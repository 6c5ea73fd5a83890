import { Construct } from 'constructs';
import {
  AdoptedDeployment,
  CertificateIssuer,
  DefaultProps,
  IngressProps,
  MonitoredMetrics,
  MongoBackupProps,
  MongoStatefulSetProps,
  NetworkPeer,
  OutsideHost,
  SecretRef,
} from '../../lib';

/** The props in which the environments differ. */
export interface Environment {
  readonly name: string;
  readonly namespace: string;
  /** True where administrators create namespaces, so that the program must not. */
  readonly hasNamespace?: boolean;
  readonly defaults: Pick<DefaultProps, 'platform' | 'dns' | 'size'>;
  readonly domain: string;
  /** The Ingress of a host. */
  readonly ingress: (host: string) => IngressProps;
  /** The addresses or pods that the requests of the Ingress come from, besides those that the library knows. */
  readonly ingressFrom: readonly NetworkPeer[];
  /** The Deployment of the API that a Helm chart made before. */
  readonly adopt?: AdoptedDeployment;
  readonly prometheus: Pick<MonitoredMetrics, 'labels' | 'prometheusNamespace'>;
  readonly replicas: number;
  /** The user and the group of Redis. @default - the platform assigns them */
  readonly redisUser?: number;
  /** The spec of a BackendConfig, by which a load balancer of Google keeps websockets. */
  readonly socketBackendConfig?: object;
  /** The time that an open websocket is kept for in a pod that ends, in seconds. */
  readonly socketSeconds: number;
  readonly mongo: Pick<MongoStatefulSetProps, 'members' | 'storage' | 'size' | 'resources'>;
  /** The issuer of the certificate of the orders' members. @default - none: the Secret `mongo-orders-tls` exists */
  readonly issuer?: CertificateIssuer;
  readonly backup: (scope: Construct) => Pick<MongoBackupProps, 'storage' | 'workloadIdentity'>;
  /** The accounts' Postgres, which another team runs outside of the cluster. */
  readonly postgres: OutsideHost;
}

/**
 * Amazon EKS: load balancers of the AWS Load Balancer Controller, roles of IAM, and an API that a Helm chart ran before. It needs network
 * policies in the VPC CNI, metrics-server, the class `gp3` of the EBS CSI driver, certificates of ACM for the hosts, cert-manager with the
 * ClusterIssuer `internal`, and the Prometheus Operator.
 */
export const eks: Environment = {
  name: 'eks',
  namespace: 'shop',
  defaults: { platform: 'aws', size: 'm' },
  domain: 'shop.example.com',
  ingress: (host) => ({
    host,
    scheme: 'internet-facing',
    tls: 'load balancer',
    annotations: {
      'alb.ingress.kubernetes.io/group.name': 'shop',
      'alb.ingress.kubernetes.io/load-balancer-attributes': 'idle_timeout.timeout_seconds=3600',
    },
  }),
  // The subnets of the load balancers, in which no pods are.
  ingressFrom: [{ cidr: '10.0.0.0/22' }],
  adopt: {
    deployment: 'shop-api',
    service: 'shop-api',
    selector: { 'app.kubernetes.io/name': 'api', 'app.kubernetes.io/instance': 'shop' },
  },
  prometheus: { labels: { release: 'kube-prometheus-stack' } },
  replicas: 3,
  redisUser: 10001,
  socketSeconds: 60,
  mongo: { members: 3, size: 'l', storage: { size: '100Gi', className: 'gp3' } },
  issuer: { name: 'internal' },
  backup: () => ({
    storage: {
      s3: { bucket: 'shop-dumps', region: 'eu-central-1', scratch: { size: '100Gi', className: 'gp3' } },
    },
    workloadIdentity: { aws: { roleArn: 'arn:aws:iam::123456789012:role/shop-dumps' } },
  }),
  postgres: { host: 'accounts.eu-central-1.rds.amazonaws.com', cidr: '10.0.200.0/24', port: 5432 },
};

/**
 * Google Kubernetes Engine: GKE Ingress, and identities of Google Cloud. It needs Dataplane V2 or network policies, cert-manager with the
 * ClusterIssuers `internal` and `letsencrypt`, and the Prometheus Operator.
 */
export const gke: Environment = {
  name: 'gke',
  namespace: 'shop',
  defaults: { platform: 'gke', dns: 'gke', size: 'm' },
  domain: 'shop.example.org',
  // The issuer solves DNS-01: the load balancer answers nothing on port 80, and not before it has the certificate.
  ingress: (host) => ({ host, scheme: 'internet-facing', tls: { issuer: { name: 'letsencrypt' } } }),
  ingressFrom: [],
  prometheus: { labels: { release: 'kube-prometheus-stack' } },
  replicas: 3,
  redisUser: 10001,
  // By default it cuts them after 30 s, and at once where a pod begins to end.
  socketBackendConfig: { timeoutSec: 3600, connectionDraining: { drainingTimeoutSec: 95 } },
  socketSeconds: 60,
  mongo: { members: 3, size: 'l', storage: { size: '100Gi', className: 'premium-rwo' } },
  issuer: { name: 'internal' },
  backup: () => ({
    storage: { gcs: { bucket: 'shop-dumps', scratch: { size: '100Gi' } } },
    workloadIdentity: { gcp: { serviceAccount: 'dumps@shop.iam.gserviceaccount.com' } },
  }),
  postgres: { host: 'accounts.example.org', cidr: '10.40.0.5/32', port: 5432 },
};

/**
 * OpenShift, in a company's own data centre: a namespace that exists, users that the platform assigns, and an S3 with keys. It needs the
 * Secrets `mongo-orders-tls` and `shop-tls` with certificates, and monitoring of user-defined projects.
 */
export const openshift: Environment = {
  name: 'openshift',
  namespace: 'retail-shop',
  hasNamespace: true,
  defaults: { platform: 'openshift', dns: 'openshift', size: 's' },
  domain: 'shop.apps.example.net',
  ingress: (host) => ({
    host,
    className: 'openshift-default',
    tls: { secretName: 'shop-tls' },
    annotations: { 'haproxy.router.openshift.io/timeout-tunnel': '1h' },
  }),
  // The second is that of routers in the nodes' network, the default on most clusters without a cloud.
  ingressFrom: [{ namespaceName: 'openshift-ingress' }, { namespaceName: 'openshift-host-network' }],
  prometheus: {
    labels: { 'example.com/monitored': 'true' },
    prometheusNamespace: 'openshift-user-workload-monitoring',
  },
  replicas: 2,
  socketSeconds: 60,
  mongo: { members: 3, size: 'm', storage: { size: '50Gi' } },
  backup: (scope) => ({
    storage: {
      s3: {
        bucket: 'shop-dumps',
        endpoint: 'https://s3.example.net',
        credentials: new SecretRef(scope, 'dumps', { keys: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] }),
        scratch: { size: '50Gi' },
      },
    },
  }),
  postgres: { host: 'accounts.example.net', cidr: '192.0.2.0/28', port: 5432 },
};

export const environments: readonly Environment[] = [eks, gke, openshift];
