import { formatProblem, isPatternMet } from '../../../lib/manifests/definitions/text-formats';

test.each<[format: string, good: readonly string[], bad: readonly string[]]>([
  [
    'date-time',
    ['2030-01-31T12:00:00Z', '2030-01-31t12:00:00.5+01:00'],
    ['2030-01-31', '2030-02-30T12:00:00Z', '2030-01-31T25:00:00Z', '2030-01-31T12:00:00', '2030-01-31 12:00:00Z'],
  ],
  ['date', ['2028-02-29'], ['2030-02-29', '2030-1-31', '']],
  ['byte', ['YQ=='], ['YQ', 'a b', '']],
  ['ipv4', ['192.0.2.1', '01.2.3.4'], ['192.0.2.256', '::1']],
  ['ipv6', ['2001:db8::1'], ['192.0.2.1', 'fe80::1%eth0']],
  ['uuid', ['123e4567-e89b-42d3-a456-426614174000'], ['123e4567']],
  ['one that is not judged', ['', 'a'], []],
])('reads the format %s as the API server does', (format, good, bad) => {
  expect(good.filter((text) => formatProblem(text, format) !== undefined)).toEqual([]);
  expect(bad.filter((text) => formatProblem(text, format) === undefined)).toEqual([]);
});

test('names the format with an example', () => {
  expect(formatProblem('x', 'ipv4')).toEqual({
    want: 'must be an IPv4 address',
    got: '"x"',
    write: 'write one such as "192.0.2.1"',
  });
});

test('matches a pattern as Go does, with flags in front', () => {
  expect(isPatternMet('ABC', '(?i)^abc$')).toBe(true);
  expect(isPatternMet('ABD', '(?i)^abc$')).toBe(false);
});

test.each(['^[[:alpha:]]+$', '^(?P<a>x)$', '^\\pL$', 'a\\z', '(', undefined])(
  'lets every string pass by the pattern %s, which JavaScript reads otherwise or not at all',
  (pattern) => {
    expect(isPatternMet('9', pattern)).toBe(true);
  },
);
