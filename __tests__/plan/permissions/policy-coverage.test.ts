import {
  directions,
  isCovered,
  isFirstPolicy,
  isNamespaceWide,
  selectsAllOf,
} from '../../../lib/plan/permissions/policy-coverage';
import { object } from '../../manifests';

const policy = (matchLabels: object | undefined, spec: object = {}, metadata: object = {}) =>
  object(
    'NetworkPolicy',
    { spec: { podSelector: matchLabels === undefined ? {} : { matchLabels }, ...spec } },
    metadata,
  );
const both = { policyTypes: ['Ingress', 'Egress'] };

test.each([
  ['of all pods', policy({ app: 'web' }), policy(undefined), true],
  ['of the same pods', policy({ app: 'web' }), policy({ app: 'web' }), true],
  ['of fewer pods', policy(undefined), policy({ app: 'web' }), false],
  ['of other pods', policy({ app: 'web' }), policy({ app: 'api' }), false],
  ['in one direction of two', policy(undefined, both), policy(undefined), false],
  ['in two directions instead of one', policy(undefined), policy(undefined, both), true],
  ['in another namespace', policy(undefined), policy(undefined, {}, { namespace: 'other' }), false],
])('pods are isolated as before by a policy %s: %#', (_, before, other, expected) => {
  expect(isCovered(before, [other])).toBe(expected);
});

const pods = (app: string) =>
  object('Deployment', { spec: { template: { metadata: { labels: { app, mesh: 'on' } }, spec: {} } } }, { name: app });
const mesh = policy({ mesh: 'on' }, both);

test.each([
  [
    'each has a policy of its own',
    [pods('api'), pods('web'), policy({ app: 'api' }, both), policy({ app: 'web' }, both)],
  ],
  ['one policy is of them all', [pods('api'), object('NetworkPolicy', { spec: { podSelector: {}, ...both } })]],
])('a policy of the pods with a label is not missed where %s', (_, others) => {
  expect(isCovered(mesh, others)).toBe(true);
});

test.each([
  ['one has no other policy', [pods('api'), pods('web'), policy({ app: 'api' }, both)]],
  ['one is open in a direction', [pods('api'), policy({ app: 'api' })]],
  ['the program has no such pods', [policy({ app: 'api' }, both)]],
])('a policy of the pods with a label is missed where %s', (_, others) => {
  expect(isCovered(mesh, others)).toBe(false);
});

test('compares two versions of a policy by their selectors alone', () => {
  expect(selectsAllOf(policy({ app: 'web' }, both), policy(undefined))).toBe(true);
});

const selecting = (podSelector: object) => object('NetworkPolicy', { spec: { podSelector } });

test.each([
  [{ matchLabels: { app: 'web' } }, {}, false],
  [{ matchLabels: { app: 'web' } }, { matchLabels: { app: 'web', tier: 'front' } }, true],
  [{ matchLabels: { tier: 'front', app: 'web' } }, { matchLabels: { app: 'web', tier: 'front' } }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] }, { matchLabels: { app: 'web' } }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'Exists' }] }, { matchLabels: { app: 'web' } }, false],
  [
    { matchExpressions: [{ key: 'app', operator: 'In', values: ['api', 'web'] }] },
    { matchLabels: { app: 'web' } },
    true,
  ],
  [
    { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['api'] }] },
    { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web', 'api'] }] },
    true,
  ],
  [
    { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web', 'api'] }] },
    { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['api'] }] },
    false,
  ],
])('%j selects all that %j selects: %s', (selector, other, expected) => {
  expect(selectsAllOf(selecting(other), selecting(selector))).toBe(expected);
  expect(isCovered(selecting(other), [selecting(selector)])).toBe(expected);
});

test.each([
  [{}, ['Ingress']],
  [{ egress: [] }, ['Ingress', 'Egress']],
  [{ egress: [], policyTypes: ['Egress'] }, ['Egress']],
])('reads the directions of %j', (spec, expected) => {
  expect(directions(policy(undefined, spec))).toEqual(expected);
});

test.each([
  [{}, true],
  [{ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] }, false],
  [{ matchLabels: { app: 'web' } }, false],
])('a policy of %j is for a whole namespace: %s', (selector, expected) => {
  expect(isNamespaceWide(selecting(selector))).toBe(expected);
});

test('the first policy of a namespace has none before it, not even one of the cluster', () => {
  expect(isFirstPolicy(policy(undefined), [policy(undefined, {}, { namespace: 'other' })])).toBe(true);
  expect(isFirstPolicy(policy(undefined), [policy({ app: 'web' })])).toBe(false);
  expect(isFirstPolicy(policy(undefined), [object('GlobalNetworkPolicy', {}, { namespace: undefined })])).toBe(false);
});
