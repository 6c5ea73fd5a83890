import { earlierStandard, weakerStandards } from '../../../lib/plan/permissions/pod-security';
import { object } from '../../manifests';

const namespace = (enforce?: string, version?: string) =>
  object(
    'Namespace',
    {},
    {
      labels: {
        ...(enforce === undefined ? {} : { 'pod-security.kubernetes.io/enforce': enforce }),
        ...(version === undefined ? {} : { 'pod-security.kubernetes.io/enforce-version': version }),
      },
    },
  );

test.each([
  ['restricted', []],
  ['baseline', ['pods need not be restricted']],
  ['privileged', ['pods need not be restricted', 'pods need not be baseline']],
  [undefined, ['pods need not be restricted', 'pods need not be baseline']],
])('knows the standards that are stronger than %s', (enforce, expected) => {
  expect(weakerStandards(namespace(enforce)).map(({ message }) => message)).toEqual(expected);
});

test.each([
  ['v1.30', 'v1.24', 'pods need only be restricted as of v1.24'],
  ['latest', 'v1.25', 'pods need only be restricted as of v1.25'],
  [undefined, 'v1.25', 'pods need only be restricted as of v1.25'],
  ['v1.9', 'v1.30', undefined],
  ['v1.25', undefined, undefined],
])('compares the versions %s and %s of a standard', (before, after, expected) => {
  const found = earlierStandard(namespace('restricted', before), namespace('restricted', after));
  expect(found.map(({ message }) => message)).toEqual(expected === undefined ? [] : [expected]);
});

test('says nothing about the version of another standard, or of none', () => {
  expect(earlierStandard(namespace('baseline'), namespace('restricted', 'v1.25'))).toEqual([]);
  expect(earlierStandard(namespace('privileged'), namespace('privileged', 'v1.25'))).toEqual([]);
});
