import { validFormats } from '../../../lib/rules/objects/valid-formats';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const service = (address: string) => object('Service', { spec: { externalIPs: [address] } });

test('accepts an address, and reads no custom resource', () => {
  const other = { ...service('x'), apiVersion: 'example.com/v1' };
  expect(findings(validFormats, service('192.0.2.1'), other)).toEqual([]);
});

test('names the item inside the object', () => {
  expect(findings(validFormats, service('300.1.1.1'))).toEqual([
    '[Service shop/web] spec.externalIPs[0] must be an IP address, got "300.1.1.1"; write "192.0.2.1" (valid-formats)',
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(validFormats, optedOut(service('x'), validFormats))).toEqual([]);
});
