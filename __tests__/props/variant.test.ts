import { object } from '../../lib/props/object';
import { integer, oneOf, string } from '../../lib/props/scalar';
import { PropsOf } from '../../lib/props/schema';
import { absent, variant } from '../../lib/props/variant';
import { issuesOf } from './issues-of';

const exposure = variant('type', [
  object({ type: oneOf(['ClusterIP']) }),
  object({ type: oneOf(['NodePort']), port: integer({ min: 30000, default: 30080 }) }),
]);

test('takes the object that the constant names, with its defaults', () => {
  expect(exposure.parse({ type: 'NodePort' })).toEqual({
    typed: true,
    value: { type: 'NodePort', port: 30080 },
    issues: [],
  });
});

test.each<[unknown, string]>([
  [{ type: 'NodePort', prot: 1 }, 'it.prot is unknown; write "port"'],
  [{ type: 'ClusterIP', port: 1 }, 'it.port is unknown here; write type: "NodePort", or leave it out'],
  [{ type: 'Other' }, 'it.type must be "ClusterIP" or "NodePort", got "Other"'],
  [{}, 'it.type must be "ClusterIP" or "NodePort", got undefined'],
  ['NodePort', 'it must be { type: "ClusterIP" or "NodePort", … }, got "NodePort"'],
])('reports of %p what is wrong with the object that is meant', (value, issue) => {
  expect(issuesOf(exposure, value)).toEqual([issue]);
});

const balancer = variant(
  ['type', 'platform'],
  [
    object({ type: oneOf(['ClusterIP']) }),
    object({ type: oneOf(['LoadBalancer']), platform: oneOf(['aws']), scheme: oneOf(['internal']) }),
    object({ type: oneOf(['LoadBalancer']), platform: absent, class: string() }),
  ],
);

test.each<[unknown, string[]]>([
  [{ type: 'ClusterIP' }, []],
  [{ type: 'LoadBalancer', class: 'a' }, []],
  [{ type: 'LoadBalancer', platform: 'aws' }, ['it.scheme must be "internal", got undefined']],
  [{ type: 'LoadBalancer', platform: 'gke' }, ['it.platform must be "aws" or left out, got "gke"']],
  [
    { type: 'ClusterIP', platform: 'aws' },
    ['it.platform is unknown here; write type: "LoadBalancer", or leave it out'],
  ],
  [{ type: 'LoadBalancer', class: 'a', other: 1 }, ['it.other is unknown; write one of type, class']],
  [
    { type: 'LoadBalancer', platform: 'aws', scheme: 'internal', class: 'a' },
    ['it.class is unknown here; leave out platform or class'],
  ],
  [5, ['it must be { type: "ClusterIP" or "LoadBalancer", platform: "aws" or left out, … }, got 5']],
])('tells objects with the same constant apart by a second key: %p', (value, issues) => {
  expect(issuesOf(balancer, value)).toEqual(issues);
});

test('asks the compiler for the props of the constant', () => {
  const given: PropsOf<typeof exposure>[] = [{ type: 'NodePort', port: 30080 }];
  // @ts-expect-error a prop of another constant
  given.push({ type: 'ClusterIP', port: 30080 });
  // @ts-expect-error a constant that there is not
  given.push({ type: 'Other', port: string() });
  expect(given.map((one) => issuesOf(exposure, one).length)).toEqual([0, 1, 1]);
});
