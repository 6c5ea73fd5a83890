import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';

const labels = { app: 'redis' };
const port = 6379;

/** The props of the Redis. */
export interface RedisProps {
  /** The image. */
  readonly image: string;
  /** The apps that connect to it. */
  readonly clients: readonly string[];
  /** The user and the group of the process. @default - the platform assigns them */
  readonly user?: number;
}

/** A Redis that loses all with its pod: a queue and a channel of events. It is no construct of the library, but objects as they come. */
export class Redis extends Construct {
  /** The Service. */
  readonly service: ApiObject;

  constructor(scope: Construct, id: string, { image, clients, user }: RedisProps) {
    super(scope, id);
    const metadata = { name: 'redis', labels };
    this.service = new ApiObject(this, 'service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: labels, ports: [{ name: 'redis', port }] },
    });
    new ApiObject(this, 'deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { ...metadata, annotations: exemptions(user) },
      spec: {
        replicas: 1,
        strategy: { type: 'Recreate' },
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: podSpec(image, user) },
      },
    });
    new ApiObject(this, 'network-policy', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata,
      spec: {
        podSelector: { matchLabels: labels },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [
          {
            from: [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: clients }] } }],
            ports: [{ port, protocol: 'TCP' }],
          },
        ],
      },
    });
  }
}

/** Returns the annotations for what scanners say of one pod without a liveness probe. */
function exemptions(user: number | undefined): Record<string, string> {
  // Its memory is the queue, and a liveness probe that asks what readiness asks would only add restarts.
  const ignored = ['deployment-replicas', 'deployment-strategy'];
  return {
    'kube-score/ignore': [
      ...ignored,
      ...(user === undefined ? ['container-security-context-user-group-id'] : []),
    ].join(),
    'polaris.fairwinds.com/deploymentMissingReplicas-exempt': 'true',
    'polaris.fairwinds.com/livenessProbeMissing-exempt': 'true',
  };
}

function podSpec(image: string, user: number | undefined): object {
  return {
    imagePullSecrets: [{ name: 'registry' }],
    automountServiceAccountToken: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: user,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        name: 'redis',
        image,
        imagePullPolicy: 'Always',
        args: ['redis-server', '--save', '', '--maxmemory', '192mb'],
        ports: [{ name: 'redis', containerPort: port }],
        readinessProbe: { tcpSocket: { port: 'redis' } },
        resources: {
          requests: { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '16Mi' },
          limits: { cpu: '1', memory: '256Mi', 'ephemeral-storage': '16Mi' },
        },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
      },
    ],
  };
}
