import { applierOf, fieldOwners, fieldsByHand } from '../../../lib/plan/cluster/field-owners';
import { object } from '../../manifests';

const entry = (manager: string, operation: string, fieldsV1: object, subresource?: string) => ({
  manager,
  operation,
  fieldsV1,
  ...(subresource === undefined ? {} : { subresource }),
});
const managed = (...managedFields: readonly object[]) => object('Deployment', {}, { managedFields } as object);
const record = {
  'f:metadata': { 'f:annotations': { '.': {}, 'f:kubectl.kubernetes.io/last-applied-configuration': {} } },
};
const image = {
  'f:spec': { 'f:template': { 'f:spec': { 'f:containers': { 'k:{"name":"web"}': { '.': {}, 'f:image': {} } } } } },
};
const replicas = { 'f:spec': { 'f:replicas': {} } };

test.each([
  [
    'a client with an annotation',
    [entry('argocd-controller', 'Update', record)],
    { manager: 'argocd-controller', isServerSide: false },
  ],
  [
    'the API server',
    [entry('kubectl-edit', 'Update', image), entry('flux', 'Apply', replicas)],
    { manager: 'flux', isServerSide: true },
  ],
  [
    'the one of several that owns most',
    [entry('hpa', 'Apply', replicas), entry('flux', 'Apply', { ...image, 'f:data': {} })],
    { manager: 'flux', isServerSide: true },
  ],
  ['a tool that records nothing', [entry('helm', 'Update', image)], { manager: 'helm', isServerSide: false }],
  ['no one', [entry('kube-controller-manager', 'Update', {}, 'status')], undefined],
])('knows that %s has applied an object', (_, entries, applier) => {
  expect(applierOf(managed(...entries))).toEqual(applier);
});

test('knows nothing of an object that is not there', () => {
  expect(applierOf(undefined)).toBeUndefined();
});

test.each([
  ['a field', ['spec', 'replicas'], ['autoscaler']],
  ['a field of an item', ['spec', 'template', 'spec', 'containers', '[web]', 'image'], ['kubectl-set']],
  ['an item', ['spec', 'template', 'spec', 'containers', '[web]'], ['kubectl-set']],
  ['what is below a field that is owned as a whole', ['spec', 'replicas', 'x'], ['autoscaler']],
  ['a field of another item', ['spec', 'template', 'spec', 'containers', '[other]', 'image'], []],
  ['a field that no one owns', ['spec', 'paused'], []],
])('knows who owns %s', (_, path, owners) => {
  const live = managed(
    entry('kubectl-set', 'Update', image),
    entry('autoscaler', 'Update', replicas, 'scale'),
    entry('controller', 'Update', { 'f:spec': { 'f:paused': {} } }, 'status'),
  );
  expect(fieldOwners(live, path)).toEqual(owners);
});

test('names items of lists as a plan does', () => {
  const ports = { 'k:{"containerPort":80,"protocol":"TCP"}': {}, 'k:{"containerPort":53,"protocol":"UDP"}': {} };
  const live = managed(entry('kubectl-edit', 'Update', { 'f:ports': ports, 'f:finalizers': { 'v:"a.com/b"': {} } }));
  expect(fieldsByHand(live)).toEqual([
    { path: ['ports', '[80]'], manager: 'kubectl-edit' },
    { path: ['ports', '[53 UDP]'], manager: 'kubectl-edit' },
    { path: ['finalizers', '["a.com/b"]'], manager: 'kubectl-edit' },
  ]);
});

test.each(['kubectl-client-side-apply', 'kubectl-create', 'kubectl', 'kube-controller-manager', 'helm'])(
  'does not take the fields of %s for set by hand',
  (manager) => {
    expect(fieldsByHand(managed(entry(manager, 'Update', replicas)))).toEqual([]);
  },
);
