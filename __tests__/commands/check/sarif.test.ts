import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { version } from '../../../package.json';
import { checkCommand } from '../../../lib/commands/check/check-command';
import { sarif } from '../../../lib/commands/check/sarif';
import { rules } from '../../../lib/checks/rules';
import { Finding } from '../../../lib/findings/finding';
import { schemaProblems } from '../../schema-problems';
import { inDirectory, inRepository, temporaryDirectory } from '../../temporary-directory';
import { RecordedTerminal } from '../secrets/recorded-terminal';

/** The parts of a log that tests read. */
interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly invocations: readonly unknown[];
      readonly results: readonly {
        readonly ruleId: string;
        readonly level: string;
        readonly locations: readonly [
          {
            readonly physicalLocation: {
              readonly artifactLocation: { readonly uri: string };
              readonly region: { readonly startLine: number };
            };
          },
        ];
        readonly partialFingerprints: Readonly<Record<string, string>>;
      }[];
    },
  ];
}

// The schema of the standard, as Microsoft's package for jest has it.
const schema = JSON.parse(
  readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
) as object;

const finding: Finding = {
  path: 'Service shop/api',
  file: 'dist/a.yaml',
  line: 7,
  at: 'spec.ports[0].port',
  code: 'valid-ports',
  want: 'must be an integer from 1 to 65535',
  got: 70000,
  write: 'write 8080',
};
const run = (findings: readonly Finding[]) => (JSON.parse(sarif(findings)) as Log).runs[0];
const uri = (file: string) =>
  run([{ ...finding, file }]).results[0]?.locations[0].physicalLocation.artifactLocation.uri;
const fingerprints = (...findings: Partial<Finding>[]) =>
  run(findings.map((each) => ({ ...finding, ...each }))).results.map(
    (result) => result.partialFingerprints['objectField/v1'],
  );

test('gives each finding its rule, level, message, place and fingerprint', () => {
  const { tool, results } = run([finding]);
  const ruleIndex = rules.findIndex(({ id }) => id === 'valid-ports');
  expect(tool.driver.rules[ruleIndex]?.id).toBe('valid-ports');
  expect(results).toEqual([
    {
      ruleId: 'valid-ports',
      ruleIndex,
      level: 'error',
      message: {
        text: 'Service shop/api: spec.ports[0].port must be an integer from 1 to 65535, got 70000; write 8080',
      },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'dist/a.yaml' }, region: { startLine: 7 } },
          logicalLocations: [{ fullyQualifiedName: 'Service shop/api', kind: 'object' }],
        },
      ],
      partialFingerprints: { 'objectField/v1': expect.stringMatching(/^[0-9a-f]{32}:1$/) as string },
    },
  ]);
});

test('describes every rule, and the codes of other findings', () => {
  const unread = { path: 'dist/b.yaml', file: 'dist/b.yaml', code: 'cannot-read', want: 'is not YAML' };
  const { driver } = run([unread]).tool;
  expect(driver).toMatchObject({ name: 'cdk8s-backend', semanticVersion: version });
  expect(driver.rules.map(({ id }) => id)).toEqual([...rules.map(({ id }) => id), 'cannot-read']);
  expect(driver.rules[rules.findIndex(({ id }) => id === 'require-image-digest')]).toEqual({
    id: 'require-image-digest',
    shortDescription: { text: 'Every image has a digest.' },
    fullDescription: {
      text: 'Every image has a digest. If not: the registry may have another image behind the tag tomorrow, and then nodes run different ones.',
    },
    defaultConfiguration: { level: 'note' },
  });
  expect(run([unread]).results[0]).toMatchObject({ ruleIndex: rules.length, message: { text: 'is not YAML' } });
});

test('has a finding without a file as a notification of the run', () => {
  const { invocations, results } = run([{ path: 'no/such', code: 'cannot-read', want: 'cannot be read' }]);
  expect(results).toEqual([]);
  expect(invocations).toEqual([
    {
      executionSuccessful: false,
      toolExecutionNotifications: [
        { level: 'error', descriptor: { id: 'cannot-read' }, message: { text: 'no/such: cannot be read' } },
      ],
    },
  ]);
  expect(run([]).invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
});

test('keeps the fingerprint when lines and words change, and has another for another rule, file, object or field', () => {
  const [same] = fingerprints({});
  expect(fingerprints({ line: 900, got: 80000, want: 'must be a port' })).toEqual([same]);
  const others: Partial<Finding>[] = [
    { code: 'valid-pods' },
    { file: 'dist/b.yaml' },
    { path: 'Service shop/web' },
    { at: 'spec' },
  ];
  expect(new Set([same, ...others.flatMap((other) => fingerprints(other))]).size).toBe(5);
});

test('tells two findings about one field apart', () => {
  const [first, second] = fingerprints({}, { want: 'must be unique' });
  expect([first?.slice(0, -2), first?.slice(-2), second]).toEqual([
    second?.slice(0, -2),
    ':1',
    `${first?.slice(0, -2) ?? ''}:2`,
  ]);
});

test('writes paths from the root of the repository, without the commit, and those outside whole', () => {
  const outside = temporaryDirectory();
  inDirectory({ '.git/HEAD': '', 'apps/dist/a.yaml': '', 'a,b:c%é.yaml': '' }, () => {
    const root = process.cwd();
    expect([uri('a.yaml'), uri('HEAD:apps/a.yaml'), uri('HEAD:a.yaml')]).toEqual(['a.yaml', 'apps/a.yaml', 'a.yaml']);
    expect([uri('a,b:c%é.yaml'), uri(join(root, 'apps/a.yaml'))]).toEqual(['a%2Cb%3Ac%25%C3%A9.yaml', 'apps/a.yaml']);
    expect([uri('our apps#1/a?.yaml'), uri('HEAD:our apps#1/a.yaml')]).toEqual([
      'our%20apps%231/a%3F.yaml',
      'our%20apps%231/a.yaml',
    ]);
    process.chdir('apps');
    expect([uri('dist/a.yaml'), uri('v1:dist/a.yaml'), uri('../a.yaml')]).toEqual([
      'apps/dist/a.yaml',
      'apps/dist/a.yaml',
      'a.yaml',
    ]);
    expect(uri(join(outside, 'a.yaml'))).toBe(`file://${resolve(outside)}/a.yaml`);
  });
});

describe('the output of check', () => {
  const files = {
    'dist/a.yaml': `apiVersion: v1
kind: Service
metadata: { name: api }
spec: { selector: { app: api }, ports: [{ port: 80, targetPort: 90900 }] }
`,
    'dist/pod.yaml': `apiVersion: v1
kind: Pod
metadata: { name: api, namespace: shop, labels: { app: api } }
spec: { containers: [{ name: api, image: docker.io/demo/api:1.0.0, ports: [{ name: http, containerPort: 8080 }] }] }
`,
    'broken/b.yaml': 'a: [',
    'settings/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: A }\n',
    'settings/.cdk8s-backend.yaml': 'failOn: never\n',
    'good/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: shop }\n',
  };

  /** The output of check in a repository of these files. */
  async function output(...args: readonly string[]): Promise<string> {
    const terminal = new RecordedTerminal();
    await inRepository(files, () => {
      mkdirSync('empty');
      return checkCommand([...args, '--format', 'sarif'], terminal);
    });
    expect(terminal.complaints).toBe('');
    return terminal.output;
  }

  test.each([
    ['the findings of a folder', ['dist', '--notes']],
    ['those of a commit', ['HEAD:dist', '--fail-on', 'note']],
    ['files that cannot be read', ['broken', 'empty', 'no/such', 'no:such', 'settings']],
    ['no findings', ['good']],
    ['all folders', ['-R', '.', '--notes']],
  ])('is valid by the standard for %s', async (_, args) => {
    const log = JSON.parse(await output(...args)) as Log;
    expect(schemaProblems(schema, log)).toEqual([]);
    // What code scanning asks for beyond the standard.
    const places = log.runs[0].results.map((result) => result.locations[0].physicalLocation);
    expect(
      places.filter(({ artifactLocation, region }) => artifactLocation.uri === '' || region.startLine < 1),
    ).toEqual([]);
  });

  test('would not be valid with a field that the standard does not have', () => {
    const log = JSON.parse(sarif([finding])) as { runs: object[] };
    expect(schemaProblems(schema, { ...log, runs: [{ ...log.runs[0], result: [] }] })).toEqual([
      '/runs/0 must NOT have additional properties {"additionalProperty":"result"}',
    ]);
  });

  test('has the lines of the fields, in a commit too', async () => {
    const lines = async (...args: string[]) =>
      (JSON.parse(await output(...args)) as Log).runs[0].results.map(
        ({ ruleId, level, locations: [{ physicalLocation: at }] }) =>
          `${level} ${ruleId} ${at.artifactLocation.uri}:${at.region.startLine}`,
      );
    const expected = ['error require-namespace dist/a.yaml:3', 'error valid-ports dist/a.yaml:4'];
    const rule = ['--rule', 'require-namespace', '--rule', 'valid-ports'];
    expect([await lines('dist', ...rule), await lines('HEAD:dist', ...rule)]).toEqual([expected, expected]);
  });
});
