import { routeKinds } from '../../../lib/plan/internet/route-kinds';

test('names each kind with its group', () => {
  expect(Object.keys(routeKinds).filter((name) => !/^[a-z0-9.]+\.[a-z]+\/[A-Z]\w+$/.test(name))).toEqual([]);
});

test('reads paths of names, with * for the items of a list and | between alternatives', () => {
  const paths = Object.values(routeKinds).flatMap(({ hosts, rules, ruleHosts, paths, doors }) =>
    [hosts, rules, ruleHosts, paths, doors].filter((path) => path !== undefined),
  );
  expect(
    paths.filter((path) => !/^[a-zA-Z]+(?:\.(?:[a-zA-Z]+|\*))*(?:\|[a-zA-Z]+(?:\.(?:[a-zA-Z]+|\*))*)*$/.test(path)),
  ).toEqual([]);
});
