import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { MongoStatefulSetProps } from '../../../lib/mongo/replica-set/props';
import { MongoStatefulSet } from '../../../lib/mongo/mongo-stateful-set';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { only, rendered } from '../../rendered';

function mongo(props: Partial<MongoStatefulSetProps> = {}): readonly KubernetesManifest[] {
  return rendered((chart) => {
    const keyfile = new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile');
    new MongoStatefulSet(chart, 'mongo', { storage: { size: '20Gi' }, keyfile, ...props });
  });
}

test('writes what the API server adds to a claim template, so that nobody sees a difference', () => {
  const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', status: { phase: 'Pending' } };
  expect(only(mongo(), 'StatefulSet')).toMatchObject({
    spec: { volumeClaimTemplates: [{ ...claim, spec: { volumeMode: 'Filesystem' } }] },
  });
});

test('makes a pod that is lost in a rollout anew from the new revision', () => {
  expect(only(mongo(), 'StatefulSet')).toHaveProperty('spec.updateStrategy.rollingUpdate.partition', 0);
});

test('lets in members with their agents and labelled clients, and lets out to DNS, these members and the API server', () => {
  const members = { podSelector: { matchLabels: { app: 'mongo' } } };
  const clients = { podSelector: { matchLabels: { 'mongo-client': 'true' } } };
  const mongodb = { protocol: 'TCP', port: 27017 };
  const agents = { protocol: 'TCP', port: 27027 };
  expect(only(mongo({ dns: 'kube-dns' }), 'NetworkPolicy')['spec']).toEqual({
    ...members,
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      { from: [members, clients], ports: [mongodb] },
      { from: [members], ports: [agents] },
    ],
    egress: [
      expect.objectContaining({ ports: [53, 53].map((port) => expect.objectContaining({ port }) as unknown) }),
      { to: [members], ports: [mongodb, agents] },
      { ports: [443, 6443].map((port) => ({ protocol: 'TCP', port })) },
    ],
  });
});
