import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { apiObject } from '../construct/api-object';
import { requiredNamespace } from '../construct/chart-namespace';
import { finishObjects, overrides } from '../construct/overrides';
import { placed } from '../construct/placed';
import { reportIssues } from '../construct/reported-issues';
import { Findings } from '../findings/findings';
import { Problem, quoted } from '../findings/problem';
import { kubernetesVersion, KubernetesVersion } from '../kubernetes/kubernetes-version';
import { amount, quantity } from '../kubernetes/quantity';
import { checkResources, containerResources, ContainerResources, resources } from '../kubernetes/resources';
import { object } from '../props/object';
import { parseProps } from '../props/props';
import { record } from '../props/record';
import { string } from '../props/scalar';
import { decided, named, optional, Props, PropsOf } from '../props/schema';

const table = object({
  /**
   * The amounts that all pods of the namespace may use together, in the words of a ResourceQuota, such as
   * `{ 'requests.cpu': '4', pods: '50' }`. With a quota on requests or limits, the API server refuses pods without them.
   * @default - no ResourceQuota
   */
  quota: optional(record(string(), string({ check: quotaProblem }), { example: '{ pods: "50" }' })),
  /** The resources of a container that has none. @default - no LimitRange */
  containerDefaults: optional(named<ContainerResources>(resources)),
  /**
   * The Kubernetes version whose Pod Security rules are enforced, so that an upgraded cluster does not refuse pods that it admitted.
   * @default - `1.30`
   */
  kubernetes: kubernetesVersion,
  /**
   * Fields merged last into the rendered objects, as `kubectl patch --type=strategic` merges them. The result is checked again.
   * @default - none
   */
  overrides: optional(overrides(['limitRange', 'namespace', 'quota'])),
});

/** The props of a TenantNamespace. */
export interface TenantNamespaceProps extends PropsOf<typeof table>, Props {}

/**
 * The namespace of the chart. It admits only pods that meet Pod Security `restricted`, and has a quota and defaults if they are set.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export class TenantNamespace extends Construct {
  /** The Namespace. */
  readonly namespace: ApiObject;
  /** The ResourceQuota; undefined without `quota`. */
  readonly resourceQuota?: ApiObject;
  /** The LimitRange; undefined without `containerDefaults`. */
  readonly limitRange?: ApiObject;

  constructor(scope: Construct, id: string, given: TenantNamespaceProps = {}) {
    super(...placed('TenantNamespace', scope, id));
    const name = requiredNamespace(this);
    const findings = new Findings();
    reportIssues(this, findings);
    const props = parseProps(findings, table, given, { of: 'a TenantNamespace', example: '{ quota }' });
    const kubernetes = decided(kubernetesVersion, props.kubernetes);
    if (props.containerDefaults !== undefined) checkResources(findings, props.containerDefaults);

    this.namespace = apiObject(this, 'namespace', 'Namespace', {
      metadata: { name, labels: { 'app.kubernetes.io/managed-by': 'cdk8s-backend', ...podSecurity(kubernetes) } },
    });
    if (props.quota !== undefined) {
      this.resourceQuota = apiObject(this, 'quota', 'ResourceQuota', {
        metadata: { name, namespace: name },
        spec: { hard: Object.fromEntries(Object.entries(props.quota).map(([what, most]) => [what, quantity(most)])) },
      });
    }
    if (props.containerDefaults !== undefined) {
      const { requests, limits } = containerResources(props.containerDefaults);
      this.limitRange = apiObject(this, 'limit-range', 'LimitRange', {
        metadata: { name, namespace: name },
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

function quotaProblem(most: string): Problem | undefined {
  if (amount(most) >= 0) return undefined;
  return { code: 'invalid-format', want: 'must be a quantity', got: quoted(most), write: 'write "10" or "4Gi"' };
}
