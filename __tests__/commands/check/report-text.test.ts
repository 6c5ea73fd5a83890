import { CheckReport } from '../../../lib/commands/check/check-report';
import { findingsText, summaryText } from '../../../lib/commands/check/report-text';
import { Finding } from '../../../lib/findings/finding';

const finding = (path: string, more: Partial<Finding> = {}): Finding => ({
  path,
  file: 'dist/a.yaml',
  at: 'spec',
  code: 'unique-env',
  want: 'must be set',
  ...more,
});
const report = (findings: readonly Finding[], more: Partial<CheckReport> = {}): CheckReport => ({
  objects: 48,
  files: 12,
  findings,
  hidden: [],
  only: [],
  ignored: [],
  exitCode: 1,
  ...more,
});

test('prints one finding of an object as a line, and several under the object', () => {
  const api = [
    finding('Service shop/api', { code: 'valid-ports' }),
    finding('Service shop/api', { at: '', got: 1, write: 'write 2' }),
  ];
  const web = finding('Service shop/web');
  expect(findingsText(report([api[0] as Finding, web, api[1] as Finding]))).toBe(`3 findings:
[dist/a.yaml: Service shop/api]
  spec must be set (valid-ports)
  must be set, got 1; write 2 (unique-env)
[dist/a.yaml: Service shop/web] spec must be set (unique-env)
`);
});

test('keeps objects of one name in two files apart', () => {
  const other = finding('Service shop/api', { file: 'dist/b.yaml' });
  expect(findingsText(report([finding('Service shop/api'), other]))).toBe(`2 findings:
[dist/a.yaml: Service shop/api] spec must be set (unique-env)
[dist/b.yaml: Service shop/api] spec must be set (unique-env)
`);
});

test('prints each level under a heading of its own', () => {
  const levels = [{}, { level: 'warning' }, { level: 'note' }, { level: 'note', at: 'metadata' }] as const;
  expect(findingsText(report(levels.map((level) => finding('Service shop/api', level))))).toBe(`1 finding:
[dist/a.yaml: Service shop/api] spec must be set (unique-env)
1 warning:
[dist/a.yaml: Service shop/api] spec must be set (unique-env)
2 notes:
[dist/a.yaml: Service shop/api]
  spec must be set (unique-env)
  metadata must be set (unique-env)
`);
});

describe('of a rule with findings about more than ten objects', () => {
  const of = (count: number, more: Partial<Finding> = {}) =>
    Array.from({ length: count }, (_, index) => finding(`Service shop/${more.code ?? ''}${index}`, more));
  const many = of(124).flatMap((each) => [each, { ...each, at: 'metadata' }]);

  test('prints those of ten, and counts the others', () => {
    const lines = findingsText(report([...many, ...of(3, { code: 'valid-ports' })])).split('\n');
    expect(lines[0]).toBe('251 findings:');
    expect(lines.filter((line) => line.startsWith('[')).length).toBe(13);
    expect(lines.slice(-3)).toEqual([
      '[dist/a.yaml: Service shop/valid-ports2] spec must be set (valid-ports)',
      '… and 228 more findings about 114 objects (unique-env): --rule unique-env shows all',
      '',
    ]);
  });

  test('prints all about an object that is among the first of another rule', () => {
    const last = { ...finding('Service shop/123'), code: 'valid-ports' };
    const lines = findingsText(report([...many, last])).split('\n');
    expect(lines.slice(-6)).toEqual([
      '[dist/a.yaml: Service shop/123]',
      '  spec must be set (unique-env)',
      '  metadata must be set (unique-env)',
      '  spec must be set (valid-ports)',
      '… and 226 more findings about 113 objects (unique-env): --rule unique-env shows all',
      '',
    ]);
  });

  test('prints all if the run is of that rule, and all about a single object', () => {
    expect(findingsText(report(many, { only: ['unique-env'] })).split('\n').length).toBe(1 + 3 * 124 + 1);
    const one = Array.from({ length: 30 }, (_, index) => finding('Service shop/api', { at: `spec[${index}]` }));
    expect(findingsText(report(one)).split('\n').length).toBe(2 + 30 + 1);
  });

  test('prints all that cannot be read', () => {
    const unread = of(12, { code: 'cannot-read' });
    expect(findingsText(report(unread)).split('\n').length).toBe(1 + 12 + 1);
  });
});

test('prints nothing without findings', () => {
  expect(findingsText(report([]))).toBe('');
});

test.each<[report: CheckReport, line: string]>([
  [report([]), '48 objects in 12 files, no finding\n'],
  [
    report([], { objects: 1, files: 1, only: ['unique-env', 'valid-ports'] }),
    '1 object in 1 file, no finding by unique-env, valid-ports\n',
  ],
  [report([], { ignored: ['unique-env'] }), '48 objects in 12 files, no finding, without unique-env\n'],
  [report([finding('Service shop/api')]), '48 objects in 12 files, 1 error (unique-env)\n'],
  [
    report([finding('a', { code: 'valid-ports' }), finding('a'), finding('b'), finding('a', { level: 'warning' })], {
      ignored: ['valid-pods'],
    }),
    '48 objects in 12 files, without valid-pods, 3 errors (2 unique-env, 1 valid-ports), 1 warning (unique-env)\n',
  ],
  [
    report([], { hidden: [finding('a', { level: 'note' }), finding('b', { level: 'note' })] }),
    '48 objects in 12 files, no finding, 2 notes (unique-env): --notes shows them\n',
  ],
  [report([finding('a', { level: 'note' })]), '48 objects in 12 files, no finding, 1 note (unique-env)\n'],
])('counts %j in a line', (given, line) => {
  expect(summaryText(given)).toBe(line);
});
