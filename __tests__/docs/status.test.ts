import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { statusCommand } from '../../lib/commands/status/status-command';
import { folderStates } from '../../lib/status/folder-states';
import { statusText } from '../../lib/status/output/status-text';
import { causes } from '../../lib/status/view/causes';
import { RecordedTerminal } from '../commands/secrets/recorded-terminal';
import { standInPrograms } from '../stand-in-programs';
import { brokenCluster, live, object } from '../status/played-view';
import { updatedFile } from '../updated-file';

const path = join(__dirname, '../../docs/status.md');
const page = readFileSync(path, 'utf8');

test('the page has every cause, how long it may last, and what the command prints', () => {
  const expected = withOutput(withCauses(page));
  expect(updatedFile(path, expected)).toBe(expected);
});

const commands = [...page.matchAll(/npx cdk8s-backend status([^#\n]*)/g)].map(([, args = '']) => args.trim());

test.each(commands)('the command line "status %s" is right', async (args) => {
  standInPrograms({ kubectl: `fail('no context');` });
  const terminal = new RecordedTerminal();
  expect(await statusCommand(args.split(' ').filter(Boolean), terminal)).toBe(3);
  expect(terminal.complaints).toContain('[kubectl] has no such context, no context');
});

function patienceText(seconds: number): string {
  if (seconds === 0) return 'at once';
  return Number.isFinite(seconds) ? `after ${seconds} s` : 'never';
}

/** The page with every cause, and how long it may last. */
function withCauses(text: string): string {
  const cells = Object.entries(causes).map(([cause, { about, patience }]) => [
    `\`${cause}\``,
    about,
    patienceText(patience),
  ]);
  const rows = [['cause', 'the object is broken since', 'definite'], ...cells];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const [head, ...body] = rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return text.replace(
    /(## Causes\n\n.*?\n\n).*?(?=\n\n## )/s,
    (_, before: string) => before + [head, rule, ...body].join('\n'),
  );
}

/** The page with what the command prints. */
function withOutput(page: string): string {
  const namespace = { namespace: 'shop' };
  const mongo = object('apps/v1', 'StatefulSet', 'mongo', {
    spec: { replicas: 3 },
    status: { replicas: 3, availableReplicas: 2 },
    metadata: { uid: 'm' },
  });
  const member = object('v1', 'Pod', 'mongo-2', {
    metadata: { ownerReferences: [{ uid: 'm' }] },
    spec: { containers: [{ name: 'mongod' }] },
    status: { containerStatuses: [{ name: 'mongod', state: { running: { startedAt: '2026-11-27T14:41:00Z' } } }] },
  });
  const message = 'member 2 to be emptied: it holds data of no replica set, which joining would delete';
  const decision = { kind: 'wait', reasons: [{ code: 'members', message }] };
  const crash = live('Pod', 'crash').metadata.name;
  const lines = ['connecting to mongodb://app:s3cr3tpassw0rd@mongo:27017', 'no such host mongo'];
  const wanted = [
    live('ConfigMap', 'half'),
    mongo,
    ...['no-image', 'no-secret-key', 'too-large', 'crash'].map((name) => live('Deployment', name)),
  ];
  const view = {
    ...brokenCluster,
    wanted,
    objects: [...brokenCluster.objects, mongo, member],
    decisions: [{ ...namespace, pod: 'mongo-2', decision }],
    logs: [{ ...namespace, pod: crash, container: 'main', isPrevious: false, lines }],
  };
  const text = statusText({ context: 'production', source: 'dist', objects: folderStates(view) });
  return page.replace(/(?<=```\n)context production, dist: .*?(?=```)/s, () => text);
}
