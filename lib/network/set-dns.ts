import { Construct, IConstruct } from 'constructs';
import { reportIssues } from '../construct/reported-issues';
import { setScopeSetting } from '../construct/scope-setting';
import { Dns, DnsProps } from './dns';
import { dnsShape } from './dns-shape';

const context = 'cdk8s-backend/dns';

/**
 * Says which DNS servers the NetworkPolicies of an app, or of any construct, allow; before anything is put into it. The prop `dns` of a
 * construct comes first.
 * @throws Error if there is something in it already
 */
export function setDns(scope: Construct, dns: Dns): void {
  setScopeSetting(scope, context, dns, 'setDns');
  const misfit = dnsShape.misfit(dns);
  if (misfit === undefined) return;
  reportIssues(scope, { issues: [{ ...misfit, at: `setDns${misfit.at}` }] });
}

/** Props with the DNS servers that hold for a construct: its own, or those that `setDns` says; undefined for those of most clusters. */
export function withDns<Props extends DnsProps>(construct: IConstruct, props: Props): Props {
  if (props.dns !== undefined) return props;
  const set: unknown = construct.node.tryGetContext(context);
  // One that is none is reported where it was set.
  return set === undefined || dnsShape.misfit(set) !== undefined ? props : { ...props, dns: set as Dns };
}
