import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { noOversizedEmptyDir } from '../../../lib/rules/quota/no-oversized-empty-dir';
import { deployment, object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const gibibyte = { limits: { 'ephemeral-storage': '1Gi', memory: '512Mi' } };
const sidecar = { name: 'proxy', restartPolicy: 'Always', resources: gibibyte };

const pods = (emptyDir: object, pod: object = {}, resources: object = gibibyte) =>
  deployment({ resources }, { volumes: [{ name: 'cache', emptyDir }], ...pod });

test.each<[string, KubernetesManifest]>([
  ['as large as the limit', pods({ sizeLimit: '1Gi' })],
  ['of a size that is written otherwise', pods({ sizeLimit: 1073741824 })],
  ['without a size', pods({})],
  ['of the size 0, which is none', pods({ sizeLimit: '0' })],
  [
    'within the sum of the limits of containers that run together',
    pods({ sizeLimit: '2Gi' }, { initContainers: [sidecar] }),
  ],
  [
    'within the limit of a container that runs before the others',
    pods(
      { sizeLimit: '4Gi' },
      { initContainers: [{ name: 'copy', resources: { limits: { 'ephemeral-storage': '4Gi' } } }] },
    ),
  ],
  ['of a pod without limits', pods({ sizeLimit: '9Gi' }, {}, {})],
  [
    'of a pod with a container without a limit, which a LimitRange may give it',
    pods({ sizeLimit: '2Gi' }, { initContainers: [{ name: 'copy' }] }),
  ],
  ['with a placeholder', pods({ sizeLimit: '${SIZE}' })],
  ['with a placeholder as the limit', pods({ sizeLimit: '2Gi' }, {}, { limits: { 'ephemeral-storage': '${SIZE}' } })],
  ['in memory as large as its limit', pods({ sizeLimit: '512Mi', medium: 'Memory' })],
  [
    "in memory within the pod's own limit",
    pods({ sizeLimit: '1Gi', medium: 'Memory' }, { resources: { limits: { memory: '2Gi' } } }),
  ],
  ['of huge pages', pods({ sizeLimit: '2Gi', medium: 'HugePages-2Mi' })],
  ['of a kind that makes no pods', object('ConfigMap')],
])('accepts a volume %s', (_, manifest) => {
  expect(findings(noOversizedEmptyDir, manifest)).toEqual([]);
});

const place = '[Deployment shop/web] spec.template.spec.volumes["cache"].emptyDir.sizeLimit';
const end = 'write less, or raise the limit of a container (no-oversized-empty-dir)';

test.each<[string, KubernetesManifest, string]>([
  ['the disk', pods({ sizeLimit: '2Gi' }), 'ephemeral-storage, which is "1Gi", got "2Gi"'],
  ['an empty medium', pods({ sizeLimit: '1.5Gi', medium: '' }), 'ephemeral-storage, which is "1Gi", got "1.5Gi"'],
  [
    'a pod of two containers',
    pods({ sizeLimit: '3Gi' }, { initContainers: [sidecar] }),
    'ephemeral-storage, which is "2Gi", got "3Gi"',
  ],
  ['memory', pods({ sizeLimit: '1Gi', medium: 'Memory' }), 'memory, which is "512Mi", got "1Gi"'],
  [
    'memory of a pod with a limit of its own',
    pods({ sizeLimit: '1Gi', medium: 'Memory' }, { resources: { limits: { memory: '256Mi' } } }, {}),
    'memory, which is "256Mi", got "1Gi"',
  ],
])('finds a volume of %s that is larger than the limit', (_, manifest, problem) => {
  expect(findings(noOversizedEmptyDir, manifest)).toEqual([
    `${place} must fit into the pod's limit of ${problem}; ${end}`,
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(noOversizedEmptyDir, optedOut(pods({ sizeLimit: '2Gi' }), noOversizedEmptyDir))).toEqual([]);
});
