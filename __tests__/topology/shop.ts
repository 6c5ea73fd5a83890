import { loadAll } from 'js-yaml';
import { TopologyPart } from '../../lib/topology/graph';
import { KubernetesManifest } from '../../lib/manifests/manifest';

const meta = (name: string, others = ''): string => `metadata: { name: ${name}, namespace: shop${others} }`;
const pod = (name: string, container: string, spec = ''): string =>
  `template: { metadata: { labels: { app: ${name} } }, spec: { ${spec} containers: [{ name: main, ${container} }] } }`;

/** A shop: an API behind an Ingress with its autoscaler, budget, policy and rights, a database, and a host outside. */
export const shopYaml = `
{ apiVersion: networking.k8s.io/v1, kind: Ingress, ${meta('api')}, spec: { ingressClassName: nginx, tls: [{ secretName: api-tls }],
  rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: api, port: { number: 80 } } } }] } }] } }
---
{ apiVersion: v1, kind: Service, ${meta('api')}, spec: { selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }] } }
---
{ apiVersion: apps/v1, kind: Deployment, ${meta('api')}, spec: { ${pod(
  'api',
  `image: "registry.example.com/shop/api:1.2.3", resources: { requests: { cpu: 500m, memory: 1Gi } }, envFrom: [{ configMapRef: { name: api } }], env: [
    { name: PASSWORD, valueFrom: { secretKeyRef: { name: login, key: password } } },
    { name: MONGODB_URI, value: "mongodb://shop:$(PASSWORD)@mongo-0.mongo.shop.svc.cluster.local:27017,mongo-1.mongo:27017/shop" },
    { name: PAYMENT_URL, value: "https://api.payment.example.com/v1" }, { name: PUBLIC_URL, value: "https://shop.example.com" }]`,
  'serviceAccountName: api,',
)} } }
---
{ apiVersion: v1, kind: ConfigMap, ${meta('api')}, data: { LOG_LEVEL: info } }
---
{ apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, ${meta('api')}, spec: { minReplicas: 2, maxReplicas: 6, scaleTargetRef: { kind: Deployment, name: api } } }
---
{ apiVersion: policy/v1, kind: PodDisruptionBudget, ${meta('api')}, spec: { maxUnavailable: 1, selector: { matchLabels: { app: api } } } }
---
{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, ${meta('api')}, spec: { podSelector: { matchLabels: { app: api } }, policyTypes: [Ingress, Egress],
  ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } } }], ports: [{ port: 9090 }] }],
  egress: [{ to: [{ podSelector: { matchLabels: { app: mongo } } }], ports: [{ port: 27017 }] }, { ports: [{ port: 53, protocol: UDP }] }] } }
---
{ apiVersion: v1, kind: ServiceAccount, ${meta('api')} }
---
{ apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, ${meta('api')}, roleRef: { kind: Role, name: reader }, subjects: [{ kind: ServiceAccount, name: api }] }
---
{ apiVersion: v1, kind: Service, ${meta('mongo')}, spec: { clusterIP: None, selector: { app: mongo }, ports: [{ port: 27017 }] } }
---
{ apiVersion: apps/v1, kind: StatefulSet, ${meta('mongo')}, spec: { replicas: 3, serviceName: mongo, ${pod('mongo', 'image: "mongo:8.0"')},
  volumeClaimTemplates: [{ metadata: { name: data }, spec: { storageClassName: fast, resources: { requests: { storage: 10Gi } } } }] } }
---
{ apiVersion: cert-manager.io/v1, kind: Certificate, ${meta('api')}, spec: { secretName: api-tls } }
---
{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }
`;

/** The objects of the shop. */
export const shop = objects(shopYaml);

/** Returns the objects of documents of YAML. */
export function objects(yaml: string): KubernetesManifest[] {
  return loadAll(yaml) as KubernetesManifest[];
}

/** Returns edges as lines: `Deployment api -connection→ Service mongo: MONGODB_URI`, without the shop's namespace. */
export function edgeLines({ edges = [] }: TopologyPart): string[] {
  return edges.map(({ from, to, kind, labels }) =>
    `${from} -${kind}→ ${to}${labels.length === 0 ? '' : `: ${labels.join('; ')}`}`.replace(/\bshop\//g, ''),
  );
}

/** Returns nodes as lines: `database StatefulSet mongo: 3 pods, mongo:8.0`, without the shop's namespace. */
export function nodeLines({ nodes = [] }: TopologyPart): string[] {
  return nodes.map(({ role, id, facts }) =>
    `${role} ${id}${facts.length === 0 ? '' : `: ${facts.join(', ')}`}`.replace(/\bshop\//g, ''),
  );
}
