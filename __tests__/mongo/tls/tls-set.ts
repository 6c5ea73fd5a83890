import { Chart } from 'cdk8s';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { MongoStatefulSetProps } from '../../../lib/mongo/replica-set/props';
import { MongoTlsMode } from '../../../lib/mongo/tls/tls';
import { MongoStatefulSet } from '../../../lib/mongo/mongo-stateful-set';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { rendered } from '../../rendered';

/** A set in this mode, with a certificate of cert-manager unless it has another. */
export function tlsSet(chart: Chart, mode: MongoTlsMode, props: Partial<MongoStatefulSetProps> = {}): MongoStatefulSet {
  return new MongoStatefulSet(chart, 'mongo', {
    storage: { size: '1Gi' },
    keyfile: new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile'),
    tls: { mode, certificate: { issuer: { name: 'internal' } } },
    ...props,
  });
}

/** What a set in this mode renders to. */
export function tlsManifests(
  mode: MongoTlsMode,
  props: Partial<MongoStatefulSetProps> = {},
): readonly KubernetesManifest[] {
  return rendered((chart) => void tlsSet(chart, mode, props));
}
