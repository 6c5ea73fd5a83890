import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { object } from '../../manifests';
import { messages } from '../changed';

const custom = (apiVersion: string, kind: string, spec: object = {}): KubernetesManifest => ({
  ...object(kind, { spec }),
  apiVersion,
});

test.each([
  [
    'a release of Flux',
    custom('helm.toolkit.fluxcd.io/v2', 'HelmRelease'),
    ['Flux uninstalls the release, and everything in it goes'],
  ],
  ['a suspended release of Flux', custom('helm.toolkit.fluxcd.io/v2', 'HelmRelease', { suspend: true }), []],
  [
    'a Kustomization that prunes',
    custom('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', { prune: true }),
    ['Flux deletes everything that it has applied for it, as its prune says'],
  ],
  ['a Kustomization that does not prune', custom('kustomize.toolkit.fluxcd.io/v1', 'Kustomization'), []],
  [
    'an Application with the finalizer',
    {
      ...custom('argoproj.io/v1alpha1', 'Application'),
      metadata: { name: 'shop', finalizers: ['resources-finalizer.argocd.argoproj.io/background'] },
    },
    ['Argo CD deletes everything that it has applied for it, as its finalizer says'],
  ],
  ['an Application without it', custom('argoproj.io/v1alpha1', 'Application'), []],
])('says what goes with %s', (_, manifest, expected) => {
  expect(messages('deletes-applied', manifest, undefined)).toEqual(expected);
});
