import { environmentPlan } from '../../lib/plan/plan';
import { changedNodes } from '../../lib/report/changed-nodes';
import { topology } from '../../lib/topology/topology';
import { objects, shop, shopYaml } from '../topology/shop';

const changes = (yaml: string) => {
  const { changes: planned } = environmentPlan('', shop, objects(yaml));
  return Object.fromEntries(changedNodes(topology(objects(yaml)).nodes, planned));
};

test('marks a node by the changes of its object', () => {
  expect(changes(shopYaml.replace('api:1.2.3', 'api:1.2.4'))).toEqual({
    'Deployment shop/api': { action: 'changed', isDangerous: false, labels: ['restarts pods'] },
  });
});

test('marks a node by the changes of what settles it', () => {
  expect(changes(shopYaml.replace('minReplicas: 2', 'minReplicas: 1'))).toEqual({
    'Deployment shop/api': { action: 'changed', isDangerous: false, labels: ['scales down'] },
  });
});

test('marks a danger', () => {
  const [, ...others] = shopYaml.split('---');
  const marked = changes(
    `${shopYaml.split('---')[0]?.replace('path: /,', 'path: /admin,') ?? ''}---${others.join('---')}`.replace(
      'host: shop.',
      'host: www.',
    ),
  );
  expect(marked['Ingress shop/api']).toMatchObject({
    action: 'changed',
    isDangerous: true,
    labels: ['opens to the internet'],
  });
});
