import fc from 'fast-check';
import { KubernetesManifest } from '../../lib/manifests/manifest';
import { plannedChanges } from '../../lib/plan/plan';
import { formattedPlan, planFormats } from '../../lib/plan/output/plan-format';

const kinds = [
  'ClusterRole',
  'ConfigMap',
  'Deployment',
  'HTTPRoute',
  'HorizontalPodAutoscaler',
  'Ingress',
  'Namespace',
  'NetworkPolicy',
  'PersistentVolumeClaim',
  'Pod',
  'RoleBinding',
  'Secret',
  'Service',
  'StatefulSet',
];
// The names of the fields that effects depend on, so that they find something else than what they expect under them.
const key = fc.constantFrom(
  ...'containers env egress from hosts ingress listeners matches metadata name paths podSelector ports replicas rules'.split(
    ' ',
  ),
  ...'securityContext selector spec subjects template to type value verbs volumeClaimTemplates volumes'.split(' '),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom(null, true, 0, 1.5, '', 'web', 'a\nb'),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
  ),
}));
const manifest = fc
  .record({ kind: fc.constantFrom(...kinds), spec: tree, rules: tree, data: tree, labels: tree })
  .map(
    ({ kind, labels, ...fields }) =>
      ({ apiVersion: 'v1', kind, metadata: { name: 'web', labels }, ...fields }) as KubernetesManifest,
  );

test('a plan can be made of any two objects, whatever is in them, and written in every form', () => {
  fc.assert(
    fc.property(fc.array(manifest, { maxLength: 3 }), fc.array(manifest, { maxLength: 3 }), (before, after) => {
      const plans = [{ title: 'any', changes: plannedChanges(before, after) }];
      for (const format of planFormats) formattedPlan(plans, format);
    }),
    { numRuns: 500 },
  );
});

test('an object does not differ from itself', () => {
  fc.assert(
    fc.property(
      manifest,
      (each) => plannedChanges([each], [JSON.parse(JSON.stringify(each)) as KubernetesManifest]).length === 0,
    ),
  );
});
