import { object } from '../../manifests';
import { messages } from '../changed';
import { effectsOnMongod, set } from './releases';

const place = 'refuses-data, spec.template.spec.containers.[mongod].image';

test.each([
  [
    'a skipped series',
    set('6.0.27'),
    set('8.0.30'),
    'mongod 8.0.30 does not start on data of featureCompatibilityVersion 6.0; first run 7.0, and raise it to "7.0"',
  ],
  [
    'the next series, if the data format was not raised to this one',
    set('7.0.31', '6.0'),
    set('8.0.30', '6.0'),
    'mongod 8.0.30 does not start on data of featureCompatibilityVersion 6.0; first run 7.0, and raise it to "7.0"',
  ],
  [
    'the series before, if the data format was raised',
    set('8.0.30', '8.0'),
    set('7.0.31'),
    'mongod 7.0.31 does not start on data of featureCompatibilityVersion 8.0; keep 8.0.30',
  ],
  [
    'a series long before',
    set('8.0.30'),
    set('6.0.27'),
    'mongod 6.0.27 does not start on data of featureCompatibilityVersion 7.0; keep 8.0.30',
  ],
  [
    'a skipped major series before a minor one',
    set('7.0.20', '7.0'),
    set('8.2.1', '7.0'),
    'mongod 8.2.1 does not start on data of featureCompatibilityVersion 7.0; first run 8.0, and raise it to "8.0"',
  ],
  [
    'the same, if no data format is desired',
    set('7.0.20'),
    set('8.2.1'),
    'mongod 8.2.1 does not start on data of featureCompatibilityVersion 7.0; first run 8.0, and raise it to "8.0"',
  ],
  [
    'a minor series, for the major one before its own',
    set('8.2.1'),
    set('7.0.20'),
    'mongod 7.0.20 does not start on data of featureCompatibilityVersion 8.0; keep 8.2.1',
  ],
  [
    'a minor series whose data format was raised, for its major one',
    set('8.2.1', '8.2'),
    set('8.0.30'),
    'mongod 8.0.30 does not start on data of featureCompatibilityVersion 8.2; keep 8.2.1',
  ],
  [
    'a minor series whose data format was raised, for the next major one',
    set('8.2.1', '8.2'),
    set('9.0.1', '8.2'),
    'mongod 9.0.1 does not start on data of featureCompatibilityVersion 8.2; first run 8.3, and raise it to "8.3"',
  ],
])('finds that mongod does not start after %s', (_, before, after, message) => {
  expect(effectsOnMongod(before, after)).toEqual([`${place}: ${message}`]);
});

test.each([
  ['the next series', set('7.0.31', '7.0'), set('8.0.30', '7.0')],
  ['the series before', set('8.0.30', '7.0'), set('7.0.31', '7.0')],
  ['a release of the same series', set('8.0.29', '7.0'), set('8.0.30', '7.0')],
  ['a release of the same series, whatever data format is desired', set('8.0.4', '6.0'), set('8.0.5', '6.0')],
  ['a minor series of the major one', set('8.0.30', '8.0'), set('8.2.1', '8.0')],
  ['the minor series after another', set('8.2.1', '8.2'), set('8.3.1', '8.2')],
  ['the next major series, from the last minor one', set('8.3.1', '8.3'), set('9.0.1', '8.3')],
  ['the major series of a minor one', set('8.2.1', '8.0'), set('8.0.30', '8.0')],
])('finds nothing of %s', (_, before, after) => {
  expect(effectsOnMongod(before, after).filter((effect) => !effect.startsWith('changes-mongod'))).toEqual([]);
});

test.each([
  ['mongodbcommunity.mongodb.com/v1', 'MongoDBCommunity', 'version', '6.0.27', '8.0.30'],
  ['psmdb.percona.com/v1', 'PerconaServerMongoDB', 'image', 'percona/server:6.0.27-21', 'percona/server:8.0.30-11'],
])('reads the release of mongod in the custom resource of an operator, %s', (apiVersion, kind, name, was, is) => {
  const resource = (release: string) => ({ ...object(kind, { spec: { [name]: release } }), apiVersion });
  expect(messages('refuses-data', resource(was), resource(is))).toEqual([
    'mongod 8.0.30 does not start on data of featureCompatibilityVersion 6.0; first run 7.0, and raise it to "7.0"',
  ]);
  expect(messages('changes-database-release', resource(is), resource(was))).toEqual([]);
});
