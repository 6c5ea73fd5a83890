import { containerDefaults, limitRanges } from '../../../lib/rules/quota/container-defaults';
import { object } from '../../manifests';

const none = { requests: {}, limits: {} };
const range = (limits: object) => object('LimitRange', { spec: { limits: [{ type: 'Container', ...limits }] } });

test.each([
  [
    { default: { cpu: '1' }, defaultRequest: { cpu: '500m' } },
    { requests: { cpu: '500m' }, limits: { cpu: '1' } },
  ],
  [{ default: { cpu: '1' } }, { requests: { cpu: '1' }, limits: { cpu: '1' } }],
  [
    { max: { cpu: '2' }, min: { cpu: '100m' } },
    { requests: { cpu: '2' }, limits: { cpu: '2' } },
  ],
  [{ min: { cpu: '100m' } }, { requests: { cpu: '100m' }, limits: {} }],
  [
    { type: 'Pod', max: { cpu: '2' } },
    { requests: {}, limits: {} },
  ],
])('reads the defaults of a LimitRange as the API server completes them: %j', (limits, expected) => {
  expect(containerDefaults('shop', [range(limits)])).toEqual(expected);
  expect(containerDefaults('other', [range(limits)])).toEqual(none);
});

test('finds the LimitRanges of a namespace', () => {
  const [own, other] = [range({}), object('LimitRange', {}, { namespace: 'other' })];
  const local = object('LimitRange', {}, { namespace: undefined });
  const objects = [own, other, local, object('ResourceQuota')];
  expect(limitRanges('shop', objects)).toEqual([own]);
  expect(limitRanges(undefined, objects)).toEqual([local]);
});
