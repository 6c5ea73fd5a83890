import { Patience } from '../../lib/status/patience';
import { CauseId } from '../../lib/status/view/causes';
import { stateOf } from '../../lib/status/view/object-state';
import { object } from './played-view';

const web = object('apps/v1', 'Deployment', 'web');
const broken = (cause: CauseId) => stateOf(web, { troubles: [{ cause, text: 'no' }] });
const ready = stateOf(web, {});

/** The seconds of the first look at which something is definite, of looks every 10 seconds. */
function definiteAt(...looks: readonly (typeof ready)[]): number | undefined {
  const patience = new Patience();
  const found = looks.findIndex((look, index) => patience.definite([look], 10 * index).length > 0);
  return found < 0 ? undefined : 10 * found;
}
const times = (count: number, look: typeof ready) => Array.from({ length: count }, () => look);

test.each([
  ['job-failed', 0],
  ['image-name', 0],
  ['image', 60],
  ['crash', 300],
  ['unschedulable', undefined],
] as const)('takes %s for definite after %s seconds', (cause, seconds) => {
  expect(definiteAt(...times(60, broken(cause)))).toBe(seconds);
});

test('begins again once the trouble was away, or is another one', () => {
  expect(definiteAt(...times(6, broken('image')), ready, ...times(7, broken('image')))).toBe(130);
  expect(definiteAt(...times(5, broken('image')), ...times(7, broken('configuration')))).toBe(110);
});
