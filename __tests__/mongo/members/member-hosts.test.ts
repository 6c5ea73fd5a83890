import { memberHosts, membersDomain } from '../../../lib/mongo/members/member-hosts';

const set = { name: 'mongo', namespace: 'shop', clusterDomain: 'cluster.local' };

test('puts all members below one domain', () => {
  expect(membersDomain(set)).toBe('mongo.shop.svc.cluster.local');
});

test('gives clients the members that are not hidden', () => {
  expect(memberHosts({ ...set, members: { visible: [0, 2] } })).toEqual([
    'mongo-0.mongo.shop.svc.cluster.local:27017',
    'mongo-2.mongo.shop.svc.cluster.local:27017',
  ]);
});
