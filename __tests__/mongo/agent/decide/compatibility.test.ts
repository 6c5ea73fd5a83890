import { wait } from '../../../../lib/mongo/agent/decide/actions';
import { compatibilityAction } from '../../../../lib/mongo/agent/decide/compatibility';
import { Action, Compatibility } from '../../../../lib/mongo/agent/observation';
import { observation } from '../observation';

const raisable: Compatibility = { desired: '8.0', current: '7.0', lower: false, behind: [] };

test.each<[string, Compatibility | undefined, Action | undefined]>([
  ['does nothing if the set has the desired data format', undefined, undefined],
  ['raises the data format once every member can read it', raisable, { kind: 'raise compatibility', version: '8.0' }],
  [
    'does not raise a data format that a member cannot read',
    { ...raisable, behind: ['host-1', 'host-2'] },
    wait('compatibility', 'host-1, host-2 to run 8.0, for featureCompatibilityVersion'),
  ],
  [
    'does not lower a data format',
    { ...raisable, desired: '6.0', lower: true },
    wait('compatibility', 'an administrator to lower featureCompatibilityVersion from 7.0 to 6.0'),
  ],
])('%s', (_, compatibility, action) => {
  expect(compatibilityAction(observation({ compatibility }))).toEqual(action);
});
