import { decisions, objectNames } from '../../lib/adopt/decisions';
import { adoptionOf, deploymentText, objectsOf, objectText } from './adopted';

test('says for each choice which workloads keep what they had, and which take the default', () => {
  const { adopted, rendered } = adoptionOf(deploymentText({}));
  const names = decisions(adopted, rendered).map(({ choice, kept, taken }) => [
    choice,
    objectNames(kept),
    objectNames(taken),
  ]);
  expect(names).toEqual([
    ['network', 'Deployment shop/web', ''],
    ['security', '', 'Deployment shop/web'],
    ['resources', '', 'Deployment shop/web'],
  ]);
  const beside = adoptionOf(deploymentText({}, { initContainers: [{ name: 'wait', image: 'demo/wait:1.0.0' }] }));
  expect(decisions(beside.adopted, beside.rendered).at(-1)).toEqual({
    choice: 'resources',
    kept: [beside.before[0]],
    taken: [beside.before[0]],
  });
  const [resources, user] = [{ limits: { memory: '1Gi' } }, { securityContext: { runAsUser: 1000 } }];
  const stated = adoptionOf(deploymentText({ resources, securityContext: { readOnlyRootFilesystem: true } }, user));
  expect(decisions(stated.adopted, stated.rendered).map(({ choice }) => choice)).toEqual(['network']);
});

test.each([
  ['RollingUpdate', 'taken'],
  ['Recreate', 'kept'],
])('says of pods that state a user alone, with the strategy %s, that the root file system is %s', (type, outcome) => {
  const user = { securityContext: { runAsUser: 1000 } };
  const { adopted, rendered } = adoptionOf(deploymentText({}, user, { strategy: { type } }));
  const [security] = decisions(adopted, rendered).filter(({ choice }) => choice === 'security');
  expect({ kept: security?.kept.length, taken: security?.taken.length }).toEqual(
    outcome === 'taken' ? { kept: 0, taken: 1 } : { kept: 1, taken: 0 },
  );
});

test.each([
  ['read-only, but for /tmp', true, {}, []],
  ['read-only, beside scratch space', true, { volumes: [{ name: 'data', emptyDir: {} }] }, ['taken']],
  [
    'read-only, beside scratch space in memory',
    true,
    { volumes: [{ name: 'data', emptyDir: { medium: 'Memory' } }] },
    [],
  ],
  ['writable', false, {}, ['taken']],
])('names the limit of the disk where the root file system is %s', (_, readOnlyRootFilesystem, pod, outcome) => {
  const resources = { limits: { cpu: '1', memory: '1Gi' } };
  const container = { resources, securityContext: { runAsUser: 1000, readOnlyRootFilesystem } };
  const { adopted, rendered } = adoptionOf(deploymentText(container, pod));
  const of = decisions(adopted, rendered).filter(({ choice }) => choice === 'resources');
  expect(of.map(({ taken }) => (taken.length === 1 ? 'taken' : 'kept'))).toEqual(outcome);
});

test('names the first of many objects', () => {
  const objects = objectsOf(['a', 'b', 'c', 'd'].map((name) => objectText('v1', 'ConfigMap', name)).join('\n---\n'));
  expect(objectNames(objects)).toBe('ConfigMap shop/a, ConfigMap shop/b, ConfigMap shop/c and 1 more');
});
