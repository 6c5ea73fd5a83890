import { checkManifests } from '../../lib/checks/check-manifests';
import { KubernetesManifest } from '../../lib/manifests/manifest';
import { uniqueObjects } from '../../lib/rules/objects/unique-objects';
import { Rule } from '../../lib/rules/rule';
import { object, optedOut } from '../manifests';
import { findingLines } from '../rule-findings';

const rule = (id: string): Rule => ({
  id,
  summary: 'No object is blue',
  why: 'blue is not a colour of ours',
  *check({ metadata }) {
    if (metadata.labels?.color === 'blue') yield { path: ['metadata', 'labels', 'color'], want: 'is blue' };
  },
});
const noBlue = rule('no-blue');
const unlessBlue = rule('no-sky');
const blue = object('ConfigMap', {}, { labels: { color: 'blue' } });

const lines = (...manifests: KubernetesManifest[]) => findingLines(checkManifests(manifests, [noBlue, unlessBlue]));

test('names the object and the rule of each finding, rule by rule', () => {
  expect(lines(blue, object('Service'))).toEqual([
    '[ConfigMap shop/web] metadata.labels["color"] is blue (no-blue)',
    '[ConfigMap shop/web] metadata.labels["color"] is blue (no-sky)',
  ]);
});

test('judges one of several equal objects, and tells that there are several', () => {
  expect(findingLines(checkManifests([blue, { ...blue }, { ...blue }], [noBlue, uniqueObjects]))).toEqual([
    '[ConfigMap shop/web] metadata.labels["color"] is blue (no-blue)',
    '[ConfigMap shop/web] makes ConfigMap shop/web a second time; give each a name of its own (unique-objects)',
    '[ConfigMap shop/web] makes ConfigMap shop/web a second time; give each a name of its own (unique-objects)',
  ]);
});

test('judges each of several objects that share a name and differ', () => {
  expect(findingLines(checkManifests([blue, { ...blue, data: {} }], [noBlue]))).toHaveLength(2);
});

test('judges each of several equal objects that the API server gives names of their own', () => {
  const metadata = { name: 'web-*', generateName: 'web-', labels: { color: 'blue' } };
  expect(
    findingLines(checkManifests([object('Job', {}, metadata), object('Job', {}, metadata)], [noBlue])),
  ).toHaveLength(2);
});

test('lets an object through the one rule that it opts out of with a reason', () => {
  expect(lines(optedOut(blue, noBlue, 'the brand is blue'))).toEqual([
    '[ConfigMap shop/web] metadata.labels["color"] is blue (no-sky)',
  ]);
});

test('asks for the reason', () => {
  expect(lines(optedOut(object('ConfigMap'), noBlue, ' '))).toEqual([
    '[ConfigMap shop/web] metadata.annotations["cdk8s-backend/ignore.no-blue"] must give a reason, got " "; write why the rule does not apply here',
  ]);
});

test('refuses to ignore a rule that there is not', () => {
  expect(lines(optedOut(object('ConfigMap'), rule('no-green')))).toEqual([
    '[ConfigMap shop/web] metadata.annotations["cdk8s-backend/ignore.no-green"] must name a rule; write one of no-blue, no-sky',
  ]);
});

test('gives each finding the code of its rule, and those of annotations codes of their own', () => {
  const silent = optedOut(blue, noBlue, '');
  const unknown = optedOut(object('ConfigMap'), rule('no-green'));
  expect(checkManifests([silent, unknown], [noBlue, unlessBlue])).toEqual([
    {
      object: silent,
      valuePath: ['metadata', 'labels', 'color'],
      at: 'metadata.labels["color"]',
      want: 'is blue',
      code: 'no-sky',
      rule: unlessBlue,
    },
    expect.objectContaining({ object: silent, code: 'invalid-value', want: 'must give a reason' }),
    expect.objectContaining({ object: unknown, code: 'unknown-reference', want: 'must name a rule' }),
  ]);
});

test('gives each finding the level of its rule, unless it has one of its own', () => {
  const noted: Rule = {
    ...noBlue,
    level: 'note',
    *check() {
      yield { want: 'is blue' };
      yield { want: 'is dark blue', level: 'error' };
    },
  };
  expect(checkManifests([blue], [noted]).map(({ level }) => level)).toEqual(['note', 'error']);
});
