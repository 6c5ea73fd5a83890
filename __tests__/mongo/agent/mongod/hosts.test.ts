import { localHost, memberHost, memberName, memberOrdinal } from '../../../../lib/mongo/agent/mongod/hosts';
import { host, settings } from '../set';

test('names this pod’s mongod without DNS, and a member by its DNS name', () => {
  const given = settings();
  expect([localHost(given), memberHost(given, 2), memberName(given, 2)]).toEqual([
    '127.0.0.1:27017',
    'mongo-2.mongo.shop.svc.cluster.local:27017',
    'mongo-2.mongo.shop.svc.cluster.local',
  ]);
});

test.each([
  [0, host(0)],
  [12, host(12)],
  [undefined, 'mongo-0.elsewhere.example:27017'],
  [undefined, host(0).replace('27017', '27018')],
  [undefined, host(0).replace('mongo-0', 'mongo-00')],
  [undefined, host(0).replace('mongo-0', 'mango-0')],
  [undefined, 'mongo'],
])('gives ordinal %s to %s', (ordinal, name) => {
  expect(memberOrdinal(settings(), name)).toBe(ordinal);
});
