import { planRows, renameText } from '../../../lib/plan/output/plan-rows';
import { pathText } from '../../../lib/plan/diff/field-changes';
import { plannedChanges } from '../../../lib/plan/plan';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { object } from '../../manifests';

const labelled = (version: string, image: string) => {
  const labels = { app: 'web', 'app.kubernetes.io/version': version };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'main', image }] } };
  return object('Deployment', { spec: { template } }, { labels });
};
const shownFields = (before: KubernetesManifest, after: KubernetesManifest) =>
  planRows(plannedChanges([before], [after])).flatMap(({ fields }) => fields.map(({ path }) => pathText(path)));

test('does not repeat an image by the labels of its version', () => {
  expect(shownFields(labelled('1.2.3', 'shop:1.2.3'), labelled('1.2.4', 'shop:1.2.4'))).toEqual([
    'spec.template.spec.containers[main].image',
  ]);
});

test('shows the label of a version that is not that of an image', () => {
  expect(shownFields(labelled('1.2.3', 'shop:1.2.3'), labelled('1.2.5', 'shop:1.2.4'))).toHaveLength(3);
});

const settings = { data: { a: '1', b: '2', c: '3' } };
const [web, site] = [object('ConfigMap', settings), object('ConfigMap', settings, { name: 'site' })];

test('makes one row of a rename, with the kubectl line of the old object', () => {
  const rows = planRows(plannedChanges([web], [site]));
  expect(rows.map(({ action, removal }) => [action, removal?.command])).toEqual([
    ['renamed', 'kubectl delete configmap web --namespace shop'],
  ]);
  expect(rows.map(({ rename }) => rename && renameText(rename))).toEqual(['renamed web → site']);
});

test('keeps a half of a rename whose other half is not shown', () => {
  const changes = plannedChanges([web], [site]);
  for (const action of ['added', 'removed'])
    expect(planRows(changes.filter((each) => each.action === action)).map((row) => row.action)).toEqual([action]);
});
