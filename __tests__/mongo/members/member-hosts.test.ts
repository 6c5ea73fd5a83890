import { memberHosts, membersDomain } from '../../../lib/mongo/members/member-hosts';
import { mongoTopology } from '../../../lib/mongo/members/topology';

const set = { name: 'mongo', namespace: 'shop', clusterDomain: 'cluster.local' };

test('puts all members below one domain', () => {
  expect(membersDomain(set)).toBe('mongo.shop.svc.cluster.local');
});

test('gives clients the members that are not hidden', () => {
  const topology = mongoTopology({ memberOptions: { 1: { priority: 0, hidden: true } } });
  expect(memberHosts({ ...set, members: 3, topology })).toEqual([
    'mongo-0.mongo.shop.svc.cluster.local:27017',
    'mongo-2.mongo.shop.svc.cluster.local:27017',
  ]);
});
