import { appliedTo, kustomizedTo, refusedIn } from '../../lib/folders/applied-namespace';
import { manifestsOf } from '../../lib/folders/folder-manifests';
import { parsedManifests } from '../../lib/folders/parsed-manifests';
import { objectName } from '../../lib/manifests/manifest';
import { definitionsIn } from '../../lib/manifests/definitions/custom-definitions';
import { textsOf } from '../problem-text';

const { manifests } = parsedManifests(
  'a.yaml',
  `
{ apiVersion: v1, kind: Service, metadata: { name: none } }
---
{ apiVersion: v1, kind: Service, metadata: { name: same, namespace: shop } }
---
apiVersion: v1
kind: Service
metadata:
  name: other
  namespace: store
---
{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: reader, namespace: store } }
---
{ apiVersion: example.com/v1, kind: Widget, metadata: { name: unknown } }
---
{ apiVersion: example.com/v1, kind: ClusterWidget, metadata: { name: wide } }
---
{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { name: db } }
---
{ apiVersion: example.com/v1, kind: Fleet, metadata: { name: defined } }
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: fleets.example.com }
spec: { group: example.com, scope: Cluster, names: { kind: Fleet }, versions: [] }
`,
);
const definitions = definitionsIn(manifestsOf(manifests));
const names = (read: typeof manifests): string[] => manifestsOf(read).map(objectName);
const untouched = ['ClusterRole store/reader', 'ClusterWidget wide', 'Fleet defined'];

test('gives objects without a namespace the one that they are applied to', () => {
  expect(names(appliedTo(manifests, 'shop', definitions))).toEqual([
    'Service shop/none',
    'Service shop/same',
    'Service store/other',
    untouched[0],
    'Widget shop/unknown',
    untouched[1],
    'Cluster shop/db',
    untouched[2],
    'CustomResourceDefinition fleets.example.com',
  ]);
});

test('gives all objects the namespace of kustomize, but those of the cluster', () => {
  expect(names(kustomizedTo(manifests, 'prod', definitions))).toEqual([
    'Service prod/none',
    'Service prod/same',
    'Service prod/other',
    untouched[0],
    'Widget prod/unknown',
    untouched[1],
    'Cluster prod/db',
    untouched[2],
    'CustomResourceDefinition fleets.example.com',
  ]);
});

test('refuses an object of another namespace, with its line', () => {
  const refused = refusedIn(manifests, 'shop', definitions);
  expect(textsOf(refused)).toEqual([
    '[a.yaml: Service store/other] metadata.namespace must be "shop", the namespace of --namespace, for kubectl refuses any other, got "store"; leave it out, or apply the object without --namespace',
  ]);
  expect(refused.map(({ line }) => line)).toEqual([10]);
});

test('gives a Namespace the name that kustomize gives the others as their namespace, and kubectl leaves it', () => {
  const read = parsedManifests(
    'a.yaml',
    '{ apiVersion: v1, kind: Namespace, metadata: { name: _ } }\n---\n{ apiVersion: a.example/v1, kind: Namespace, metadata: { name: other } }\n',
  ).manifests;
  expect(names(kustomizedTo(read, 'prod', definitions))).toEqual(['Namespace prod', 'Namespace prod/other']);
  expect(names(appliedTo(read, 'prod', definitions))).toEqual(['Namespace _', 'Namespace prod/other']);
});
