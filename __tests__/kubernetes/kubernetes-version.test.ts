import { hasFeatureOf, kubernetesProblem, kubernetesVersion } from '../../lib/kubernetes/kubernetes-version';
import { issuesOf } from '../props/issues-of';
import { textOf } from '../problem-text';

test('compares minor versions as numbers', () => {
  expect([hasFeatureOf('1.100', '1.30'), hasFeatureOf('1.30', '1.30'), hasFeatureOf('1.9', '1.30')]).toEqual([
    true,
    true,
    false,
  ]);
});

test.each(['1.27', '1.30', '1.100'])('accepts %p', (version) => {
  expect(kubernetesProblem(version)).toBeUndefined();
});

test.each(['1.26', '1', '1.30.2', 'v1.30', 1.3, undefined])('refuses %p', (version) => {
  expect(textOf(kubernetesProblem(version))).toMatch(/^must be a minor version from "1\.27", got .+; write "1\.30"$/);
});

test('is a prop with a default', () => {
  expect([
    kubernetesVersion.parse(undefined),
    issuesOf(kubernetesVersion, 1.3),
    issuesOf(kubernetesVersion, '1.26'),
  ]).toEqual([
    { typed: true, value: '1.30', issues: [] },
    ['it must be a string, got 1.3; write "1.30"'],
    ['it must be a minor version from "1.27", got "1.26"; write "1.30"'],
  ]);
});
