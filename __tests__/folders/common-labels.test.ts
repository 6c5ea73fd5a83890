import { commonLabels, labelled } from '../../lib/folders/common-labels';
import { folderManifests, manifestsOf } from '../../lib/folders/folder-manifests';
import { KubernetesManifest } from '../../lib/manifests/manifest';
import { temporaryDirectory } from '../temporary-directory';

const labels = { team: 'orders' };

/** An object as kustomize labels it. */
function labelledBy(kustomization: object, manifest: object): KubernetesManifest | undefined {
  const read = { file: 'a.yaml', manifest: manifest as KubernetesManifest, lineOf: () => undefined };
  return labelled([read], commonLabels(kustomization))[0]?.manifest;
}

const object = (apiVersion: string, kind: string, spec: object) => ({
  apiVersion,
  kind,
  metadata: { name: 'a' },
  spec,
});
const deployment = object('apps/v1', 'Deployment', { template: { spec: { containers: [] } } });

test.each([{ commonLabels: labels }, { labels: [{ pairs: labels, includeSelectors: true }] }])(
  'labels objects, their pods and their selectors by %j',
  (kustomization) => {
    expect(labelledBy(kustomization, deployment)).toEqual({
      ...deployment,
      metadata: { name: 'a', labels },
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [] } } },
    });
    const service = object('v1', 'Service', { selector: { app: 'web', team: 'none' } });
    expect(labelledBy(kustomization, service)).toHaveProperty('spec.selector', { app: 'web', ...labels });
  },
);

test('labels pods without their selectors, or objects alone, where the kustomization says so', () => {
  const inTemplates = labelledBy({ labels: [{ pairs: labels, includeTemplates: true }] }, deployment);
  expect(inTemplates?.['spec']).toEqual({ template: { metadata: { labels }, spec: { containers: [] } } });
  expect(labelledBy({ labels: [{ pairs: labels }] }, deployment)?.['spec']).toEqual(deployment.spec);
});

test('labels the pods of a CronJob, and adds no selector to what needs none', () => {
  const spec = { jobTemplate: { spec: { template: { metadata: { labels: { app: 'report' } } } } } };
  expect(labelledBy({ commonLabels: labels }, object('batch/v1', 'CronJob', spec))?.['spec']).toEqual({
    jobTemplate: { spec: { template: { metadata: { labels: { app: 'report', ...labels } } } } },
  });
  const budget = object('policy/v1', 'PodDisruptionBudget', { maxUnavailable: 1 });
  expect(labelledBy({ commonLabels: labels }, budget)?.['spec']).toEqual(budget.spec);
});

test("labels the objects of the kustomization's own folder", () => {
  const settings = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';
  const folder = temporaryDirectory({
    'kustomization.yaml': 'commonLabels: { team: orders }\nresources: [a.yaml]\n',
    'a.yaml': settings,
    'other/a.yaml': settings,
  });
  const folders = folderManifests(folder, { recursive: true });
  expect(folders.flatMap(({ manifests }) => manifestsOf(manifests).map(({ metadata }) => metadata.labels))).toEqual([
    labels,
    undefined,
  ]);
});
