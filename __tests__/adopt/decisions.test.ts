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
  const stated = adoptionOf(
    deploymentText({ resources: { limits: { memory: '1Gi' } } }, { securityContext: { runAsUser: 1000 } }),
  );
  expect(decisions(stated.adopted, stated.rendered).map(({ choice }) => choice)).toEqual(['network']);
});

test('names the first of many objects', () => {
  const objects = objectsOf(['a', 'b', 'c', 'd'].map((name) => objectText('v1', 'ConfigMap', name)).join('\n---\n'));
  expect(objectNames(objects)).toBe('ConfigMap shop/a, ConfigMap shop/b, ConfigMap shop/c and 1 more');
});
