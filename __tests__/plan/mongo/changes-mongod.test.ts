import { object } from '../../manifests';
import { effectsOnMongod, set } from './releases';

const place = 'changes-mongod, spec.template.spec.containers.[mongod].image';

test.each([
  [
    'the next series',
    set('7.0.31'),
    set('8.0.30'),
    'one member after the other runs 8.0.30 instead of 7.0.31; ' +
      'it does not start on data older than featureCompatibilityVersion 7.0, and 7.0.31 can come back until that is raised',
  ],
  [
    'the series before',
    set('8.0.30', '7.0'),
    set('7.0.31', '7.0'),
    'one member after the other runs 7.0.31 instead of 8.0.30; it does not start if featureCompatibilityVersion was raised to 8.0',
  ],
  [
    'another release of the series',
    set('8.0.29-noble'),
    set('8.0.30-noble'),
    'one member after the other runs 8.0.30 instead of 8.0.29, of the same series; the data format stays',
  ],
])('says of %s whether the old release can come back', (_, before, after, message) => {
  expect(effectsOnMongod(before, after)).toEqual([`${place}: ${message}`]);
});

test.each([
  ['an image without a version', set('8.0.30'), set(`8@sha256:${'0'.repeat(64)}`)],
  ['another build of the release', set('8.0.30-jammy'), set('8.0.30-noble')],
  ['a new set', [], set('8.0.30')],
  [
    'another database',
    [object('StatefulSet', { spec: { template: { spec: { containers: [{ name: 'postgres', image: 'a:16.1' }] } } } })],
    [object('StatefulSet', { spec: { template: { spec: { containers: [{ name: 'postgres', image: 'a:17.1' }] } } } })],
  ],
])('says nothing of %s', (_, before, after) => {
  expect(effectsOnMongod(before, after)).toEqual([]);
});
