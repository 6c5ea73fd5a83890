import { validLabelSelectors } from '../../../lib/rules/objects/valid-label-selectors';
import { deployment, object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const apart = (podSelector: object) => object('NetworkPolicy', { spec: { podSelector } });
const near = (matchExpressions: object[]) =>
  deployment(
    {},
    {
      affinity: {
        nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } },
      },
    },
  );

test('accepts selectors of labels that there can be', () => {
  const expressions = [{ key: 'cores', operator: 'Gt', values: ['4'] }];
  expect(findings(validLabelSelectors, apart({ matchLabels: { app: 'web' } }), near(expressions))).toEqual([]);
});

test('names the selector inside the object, in affinity too', () => {
  const expressions = [{ key: 'disk', operator: 'Exists', values: ['ssd'] }];
  expect(findings(validLabelSelectors, apart({ matchLabels: { app: 'a b' } }), near(expressions))).toEqual([
    '[NetworkPolicy shop/web] spec.podSelector.matchLabels["app"] must be at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit, got "a b" (valid-label-selectors)',
    '[Deployment shop/web] spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values must be empty with Exists, got ["ssd"]; leave them out (valid-label-selectors)',
  ]);
});

test('reads the fields of nodes as it reads their labels', () => {
  const matchFields = [{ key: 'metadata.name', operator: 'NotIn' }];
  const nodeAffinity = {
    requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields }] },
  };
  expect(findings(validLabelSelectors, deployment({}, { affinity: { nodeAffinity } }))).toEqual([
    '[Deployment shop/web] spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchFields[0].values must have at least one with NotIn, got []; write some, or the operator Exists (valid-label-selectors)',
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(validLabelSelectors, optedOut(apart({ matchLabels: { app: '-' } }), validLabelSelectors))).toEqual(
    [],
  );
});
