import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { apiObject } from '../construct/api-object';
import { requiredNamespace } from '../construct/chart-namespace';
import { finishObjects, overrides } from '../construct/overrides';
import { placed } from '../construct/placed';
import { reportIssues } from '../construct/reported-issues';
import { Findings } from '../findings/findings';
import { kubernetesVersion, KubernetesVersion } from '../kubernetes/kubernetes-version';
import { checkResources, containerResources, ContainerResources, resources } from '../kubernetes/resources';
import { withScopeDefaults } from '../pods/defaults';
import { checkOwnLabels, metadata } from '../pods/metadata';
import { object } from '../props/object';
import { parseProps } from '../props/props';
import { boolean } from '../props/scalar';
import { decided, named, optional, Props, PropsOf } from '../props/schema';
import { hardAmounts, sizedDefaults, tenantQuota } from './quota';

const table = object({
  /**
   * `false` leaves the NetworkPolicy `default-deny` out. By it, pods that no other policy selects connect to nothing, and nothing connects to
   * them; the constructs' own pods have policies of what they need. Pods by which cert-manager answers ACME's challenges are left out.
   * @default true
   */
  networkPolicy: boolean({ default: true }),
  /**
   * The amounts that all pods of the namespace may use together, in the words of a ResourceQuota, such as
   * `{ 'requests.cpu': '4', pods: '50' }`; or a size. CPU and memory requested, limits of memory, pods and claims: `s` 4, 8Gi, 16Gi, 30 and 10;
   * `m` 16, 32Gi, 64Gi, 100 and 30; `l` 64, 128Gi, 256Gi, 300 and 100. The API server refuses pods beyond it, and pods that do not state what
   * it counts.
   * @default - no ResourceQuota
   */
  quota: optional(tenantQuota),
  /**
   * The resources of a container that has none.
   * @default - requests of 50m CPU and 64Mi memory and a limit of 256Mi memory if `quota` is a size; otherwise no LimitRange
   */
  containerDefaults: optional(named<ContainerResources>(resources)),
  /**
   * The Kubernetes version whose Pod Security rules are enforced, so that an upgraded cluster does not refuse pods that it admitted.
   * @default - `1.30`
   */
  kubernetes: kubernetesVersion,
  /** The value of the label `owner`: the team that has the namespace. @default - no such label */
  owner: metadata.entries.owner,
  /** Further labels of every object. @default - none */
  labels: metadata.entries.labels,
  /** Further annotations of every object. @default - none */
  annotations: metadata.entries.annotations,
  /**
   * Fields merged last into the rendered objects, as `kubectl patch --type=strategic` merges them. The result is checked again.
   * @default - none
   */
  overrides: optional(overrides(['limitRange', 'namespace', 'networkPolicy', 'quota'])),
});

// cert-manager creates them in the namespace of the certificate, and an ingress controller sends the authority's requests to them.
// https://cert-manager.io/docs/configuration/acme/http01/
const noChallenge = { key: 'acme.cert-manager.io/http01-solver', operator: 'DoesNotExist' };

/** The props of a TenantNamespace. */
export interface TenantNamespaceProps extends PropsOf<typeof table>, Props {}

/**
 * The namespace of the chart. It admits only pods that meet Pod Security `restricted`, lets no pod connect or be connected to without a
 * NetworkPolicy of its own, and has a quota and defaults if they are set.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export class TenantNamespace extends Construct {
  /** The Namespace. */
  readonly namespace: ApiObject;
  /** The NetworkPolicy of pods that no other one selects; undefined if `networkPolicy` is false. */
  readonly networkPolicy?: ApiObject;
  /** The ResourceQuota; undefined without `quota`. */
  readonly resourceQuota?: ApiObject;
  /** The LimitRange; undefined without `containerDefaults` and without a size as `quota`. */
  readonly limitRange?: ApiObject;

  constructor(scope: Construct, id: string, given: TenantNamespaceProps = {}) {
    super(...placed('TenantNamespace', scope, id));
    const name = requiredNamespace(this);
    const findings = new Findings();
    reportIssues(this, findings);
    const inherited = withScopeDefaults(this, given, ['owner', 'labels', 'annotations', 'kubernetes']);
    const props = parseProps(findings, table, inherited, { of: 'a TenantNamespace', example: '{ quota }' });
    const kubernetes = decided(kubernetesVersion, props.kubernetes);
    if (props.containerDefaults !== undefined) checkResources(findings, props.containerDefaults);

    const owned: Readonly<Record<string, string>> = props.owner === undefined ? {} : { owner: props.owner };
    const ownLabels = { 'app.kubernetes.io/managed-by': 'cdk8s-backend', ...owned, ...podSecurity(kubernetes) };
    checkOwnLabels(findings, 'labels', props.labels, ownLabels);
    const { annotations } = props;
    const inside = { name, namespace: name, labels: { ...props.labels, ...owned }, annotations };

    this.namespace = apiObject(this, 'namespace', 'Namespace', {
      metadata: { name, labels: { ...props.labels, ...ownLabels }, annotations },
    });
    if (props.networkPolicy !== false) {
      this.networkPolicy = apiObject(this, 'network-policy', 'NetworkPolicy', {
        metadata: { ...inside, name: 'default-deny' },
        spec: { podSelector: { matchExpressions: [noChallenge] }, policyTypes: ['Ingress', 'Egress'] },
      });
    }
    const { quota } = props;
    if (quota !== undefined) {
      this.resourceQuota = apiObject(this, 'quota', 'ResourceQuota', {
        metadata: inside,
        spec: { hard: hardAmounts(quota) },
      });
    }
    const { containerDefaults = typeof quota === 'string' ? sizedDefaults : undefined } = props;
    if (containerDefaults !== undefined) {
      const { requests, limits } = containerResources(containerDefaults);
      this.limitRange = apiObject(this, 'limit-range', 'LimitRange', {
        metadata: inside,
        spec: { limits: [{ type: 'Container', defaultRequest: requests, default: limits }] },
      });
    }
    finishObjects(this, props.overrides);
  }
}

function podSecurity(kubernetes: KubernetesVersion): Record<string, string> {
  const modes = ['enforce', 'warn', 'audit'].map((mode) => `pod-security.kubernetes.io/${mode}`);
  return Object.fromEntries(
    modes.flatMap((mode) => [
      [mode, 'restricted'],
      [`${mode}-version`, `v${kubernetes}`],
    ]),
  );
}
