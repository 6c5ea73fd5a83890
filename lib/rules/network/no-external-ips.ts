import { groupKind, listField } from '../../manifests/manifest';
import { quoted } from '../../findings/problem';
import { Rule } from '../rule';

/**
 * A Service with `externalIPs` takes the traffic that pods and nodes send to those addresses, of whatever owner they are (CVE-2020-8554).
 * Kubernetes 1.36 deprecates the field. https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#denyserviceexternalips
 */
export const noExternalIps: Rule = {
  id: 'no-external-ips',
  summary: 'A Service has no externalIPs',
  why: 'it takes the traffic to addresses that may be of others, and the plugin DenyServiceExternalIPs refuses it',
  *check(object) {
    if (groupKind(object) !== '/Service') return;
    const addresses = listField(object, 'spec', 'externalIPs');
    if (addresses.length > 0)
      yield {
        path: ['spec', 'externalIPs'],
        want: 'must be left out, for the owner of the addresses loses their traffic',
        got: quoted(addresses),
        write: 'use a load balancer, whose addresses the cluster assigns',
      };
  },
};
