import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { cdk8s } from '../../imports/cdk8s';
import { reportIssues } from '../construct/reported-issues';
import { apiObject } from '../construct/api-object';
import { finishObjects, Overrides, overridesShape } from '../construct/overrides';
import { Findings, shown } from '../findings/findings';
import { placed } from '../construct/placed';
import { defaultKubernetes, kubernetesProblem, KubernetesVersion } from '../kubernetes/kubernetes-version';
import { dnsLabelProblem } from '../kubernetes/names';
import { amount, quantity } from '../kubernetes/quantity';
import { checkResources, containerResources, Resources, resourcesShape } from '../kubernetes/resources';
import { advised, mapOf, optional, scalar, Shapes, text } from '../props/shape';
import { soundFields } from '../props/sound-fields';

export interface TenantProps {
  /**
   * What all pods of the namespace may use together, in the words of a ResourceQuota, such as `{ 'requests.cpu': '4', pods: '50' }`.
   * With a quota on requests or limits, the API server refuses pods that state none.
   * @default - no ResourceQuota
   */
  readonly quota?: Readonly<Record<string, string>>;
  /**
   * What a container gets that states no resources of its own.
   * @default - no LimitRange
   */
  readonly containerDefaults?: Resources;
  /**
   * The Kubernetes version whose Pod Security rules are enforced, so that an upgraded cluster does not refuse what it admitted.
   * @default '1.30'
   */
  readonly kubernetes?: KubernetesVersion;
  /**
   * Fields merged last into the rendered objects, as `kubectl patch --type=strategic` merges them. The result is checked again.
   * @default - none
   */
  readonly overrides?: Overrides<(typeof objects)[number]>;
}

const objects = ['limitRange', 'namespace', 'quota'] as const;

const shapes: Shapes<TenantProps> = {
  quota: optional(advised(mapOf(scalar), '{ pods: "50" }')),
  containerDefaults: resourcesShape,
  kubernetes: optional(advised(text, shown(defaultKubernetes))),
  overrides: overridesShape(objects),
};

/**
 * The namespace of the chart, which admits only pods that meet Pod Security `restricted`, with a quota and defaults on request.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export class Tenant extends Construct {
  readonly namespace: ApiObject;
  readonly resourceQuota?: ApiObject;
  readonly limitRange?: ApiObject;

  constructor(scope: Construct, id: string, given: TenantProps = {}) {
    super(...placed('Tenant', scope, id));
    const name = cdk8s().Chart.of(this).namespace ?? '';
    const findings = new Findings();
    reportIssues(this, findings);
    const props: TenantProps = soundFields(findings, shapes, given, { of: 'a Tenant', write: '{ quota }' });
    const kubernetes = props.kubernetes ?? defaultKubernetes;
    check(findings, name, kubernetes, props);

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

function check(findings: Findings, name: string, kubernetes: KubernetesVersion, props: TenantProps): void {
  if (name === '')
    findings.add('namespace', {
      code: 'missing-prop',
      want: 'must be stated',
      got: 'none',
      write: 'write super(scope, id, { namespace: "user-admin" }) in the chart',
    });
  else findings.add('namespace', dnsLabelProblem(name));
  findings.add('kubernetes', kubernetesProblem(kubernetes));
  for (const [what, most] of Object.entries(props.quota ?? {}) as [string, unknown][]) {
    if (typeof most !== 'string' || !(amount(most) >= 0))
      findings.add(`quota ${shown(what)}`, {
        code: 'invalid-value',
        want: 'must be a quantity',
        got: shown(most),
        write: 'write "10" or "4Gi"',
      });
  }
  if (props.containerDefaults !== undefined) checkResources(findings, props.containerDefaults);
}
