import { environmentPlan } from '../../lib/plan/plan';
import { report } from '../../lib/report/report';
import { shop } from '../topology/shop';

const input = { name: 'shop', manifests: shop };

test('has a topology for each environment, and compares facts of several', () => {
  expect(report([input])).toMatchObject({ environments: [{ name: 'shop' }], facts: [], changes: undefined });
  const { facts } = report([input, { ...input, name: 'other' }]);
  expect([facts.length > 0, facts.some(({ differs }) => differs)]).toEqual([true, false]);
});

test('draws what is removed among the changes, and an environment that is gone there alone', () => {
  const plan = environmentPlan('shop → nothing', shop, []);
  const { environments, changes = [] } = report([{ name: 'shop', manifests: [], plan }]);
  expect(environments).toEqual([]);
  expect(changes[0]?.nodes.get('Deployment shop/api')).toEqual({
    action: 'removed',
    isDangerous: true,
    labels: ['stops all pods'],
  });
});

test('tells environments of one name apart', () => {
  expect(report([input, input]).environments.map(({ name }) => name)).toEqual(['shop', 'shop (2)']);
});
