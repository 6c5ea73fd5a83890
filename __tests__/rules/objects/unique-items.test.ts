import { uniqueItems } from '../../../lib/rules/objects/unique-items';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const service = (...numbers: number[]) =>
  object('Service', { spec: { ports: numbers.map((port, index) => ({ name: `p${index}`, port })) } });

test('accepts ports that differ', () => {
  expect(findings(uniqueItems, service(80, 81))).toEqual([]);
});

test('names the item that is there twice', () => {
  expect(findings(uniqueItems, service(80, 81, 80))).toEqual([
    '[Service shop/web] spec.ports["p2"] must be unique of port and protocol, got 80 and "TCP" twice; leave one out (unique-items)',
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(uniqueItems, optedOut(service(80, 80), uniqueItems))).toEqual([]);
});
