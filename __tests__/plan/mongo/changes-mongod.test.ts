import { object } from '../../manifests';
import { effectsOnMongod, set } from './releases';

const place = 'changes-mongod, spec.template.spec.containers.[mongod].image';

test.each([
  [
    'the next series',
    set('7.0.31'),
    set('8.0.30'),
    'one member after the other runs 8.0.30 instead of 7.0.31; ' +
      'it starts only if featureCompatibilityVersion is 7.0, and 7.0.31 can come back until that is raised to 8.0',
  ],
  [
    'the next minor series',
    set('8.2.1'),
    set('8.3.1'),
    'one member after the other runs 8.3.1 instead of 8.2.1; ' +
      'it starts only if featureCompatibilityVersion is 8.0 or 8.2, and 8.2.1 can come back until that is raised to 8.3',
  ],
  [
    'the next major series of a minor one',
    set('8.2.1', '8.0'),
    set('9.0.1', '8.0'),
    'one member after the other runs 9.0.1 instead of 8.2.1; ' +
      'it starts only if featureCompatibilityVersion is 8.0, and 8.2.1 can come back until that is raised to 9.0',
  ],
  [
    'the major series of a minor one',
    set('8.2.1', '8.0'),
    set('8.0.30', '8.0'),
    'one member after the other runs 8.0.30 instead of 8.2.1; it starts only if featureCompatibilityVersion is 8.0',
  ],
  [
    'the series before',
    set('8.0.30', '7.0'),
    set('7.0.31', '7.0'),
    'one member after the other runs 7.0.31 instead of 8.0.30; it starts only if featureCompatibilityVersion is 7.0',
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
  ['a tag that names no release', set('7'), set('9')],
  ['a digest beside such a tag', set('8.0.30'), set(`8@sha256:${'0'.repeat(64)}`)],
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
