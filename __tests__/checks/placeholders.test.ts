import { checkManifests } from '../../lib/checks/check-manifests';
import { hasVariable, isWrittenLater } from '../../lib/checks/placeholders';
import { object } from '../manifests';

const claim = (name: string, size: string) =>
  object(
    'PersistentVolumeClaim',
    { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: size } } } },
    { name },
  );
const size = ['spec', 'resources', 'requests', 'storage'];

test.each([
  ['${APP}', '${SIZE:=5Gi}', true],
  ['{{ app }}-data', '{{ size }}', true],
  // A mistake beside placeholders.
  ['${APP}', 'much', false],
  // A name without one is the one that the cluster gets.
  ['data', '${SIZE}', false],
  ['data', '5Gi', false],
])('knows of a claim named %s whether %s is written later: %s', (name, value, expected) => {
  expect(isWrittenLater(claim(name, value), size)).toBe(expected);
  expect(isWrittenLater(claim(name, value), ['metadata', 'name'])).toBe(name !== 'data');
});

test('does not take an object as a whole, or a value that is missing, for one that is written later', () => {
  expect(isWrittenLater(claim('${APP}', '1Gi'), [])).toBe(false);
  expect(isWrittenLater(claim('${APP}', '1Gi'), ['spec', 'selector', 'matchLabels'])).toBe(false);
});

test('lets the check pass for them, and for nothing else of their objects', () => {
  const codes = (name: string, value: string): string[] =>
    checkManifests([claim(name, value)]).map(({ code, valuePath }) => `${code} ${valuePath.join('.')}`);
  expect(codes('${APP}', '${SIZE}')).toEqual([]);
  expect(codes('${APP}', 'much')).toEqual([`valid-fields ${size.join('.')}`]);
});

test.each([
  ['$(SIZE)', true],
  ['at-least-$(SIZE)', true],
  ['$(OTHER)', false],
  ['SIZE', false],
])('knows of %s whether kustomize writes a value for it: %s', (value, expected) => {
  expect(hasVariable(claim('data', value), size, ['NAME', 'SIZE'])).toBe(expected);
  expect(hasVariable(claim('data', value), size, [])).toBe(false);
  expect(hasVariable(claim('data', value), ['spec'], ['SIZE'])).toBe(false);
});
