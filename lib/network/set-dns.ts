import { Construct, IConstruct } from 'constructs';
import { reportIssues } from '../construct/reported-issues';
import { setScopeSetting } from '../construct/scope-setting';
import { issuesAt } from '../findings/problem';
import { ClusterDns, dnsChoice, DnsProps } from './dns';

const context = 'cdk8s-backend/dns';

/**
 * Sets the DNS servers that the NetworkPolicies of an app, or of any construct, allow. It must come before all constructs in it. The prop
 * `dns` of a construct overrides it.
 * @throws FindingsError if the scope has constructs already
 */
export function setDns(scope: Construct, dns: ClusterDns): void {
  setScopeSetting(scope, context, dns, 'setDns');
  const issues = issuesAt('setDns', dnsChoice.parse(dns).issues);
  if (issues.length > 0) reportIssues(scope, { issues });
}

/** Returns the props with the DNS servers that `setDns` set for a construct, unless they have some. Invalid ones are ignored. */
export function withDns<Props extends DnsProps>(construct: IConstruct, props: Props): Props {
  if (props.dns !== undefined) return props;
  const set: unknown = construct.node.tryGetContext(context);
  return set === undefined || dnsChoice.parse(set).issues.length > 0 ? props : { ...props, dns: set as ClusterDns };
}
