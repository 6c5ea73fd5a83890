import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type * as k8s from '../../../imports/k8s';
import { customObject } from '../../construct/api-object';
import { issuedBy } from '../../operators/issuer';
import { membersDomain, NamedSet } from '../members/member-hosts';
import { WithTls } from './tls-files';

/** Adds cert-manager's Certificate for all members; undefined without TLS, or if its Secret exists. */
export function addCertificate(
  scope: Construct,
  metadata: k8s.ObjectMeta,
  set: NamedSet & WithTls,
): ApiObject | undefined {
  if (set.tls?.issued === undefined) return undefined;
  const { issuer, duration, renewBefore } = set.tls.issued;
  const spec = {
    secretName: set.tls.secretName,
    // One name for all members, so that a set that grows needs no other certificate; loopback, for clients inside of the pod.
    dnsNames: [`*.${membersDomain(set)}`, 'localhost'],
    ipAddresses: ['127.0.0.1'],
    usages: ['digital signature', 'server auth', 'client auth'],
    ...(duration === undefined ? {} : { duration }),
    ...(renewBefore === undefined ? {} : { renewBefore }),
    ...issuedBy(issuer),
  };
  return customObject(scope, 'certificate', { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata, spec });
}
