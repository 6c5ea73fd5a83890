import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { manifestFile } from '../../lib/files/manifest-file';
import { synthesize } from '../../lib/synth/program';
import { object } from '../manifests';
import { inDirectory, temporaryDirectory, tree } from '../temporary-directory';

const environments = ['', 'staging'].map((directory) => ({
  name: directory === '' ? 'development' : directory,
  directory,
  build: (app: App) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new k8s.KubeService(chart, 'web', { metadata: { name: 'web' }, spec: { ports: [{ port: 80 }] } });
  },
}));

/** Runs the program in an empty directory, and returns its outcome, the files there, and the headings of its page. */
function run(...argv: readonly string[]) {
  let result = { exitCode: -1, stdout: '', stderr: '', files: [] as string[], headings: [] as string[] };
  inDirectory({}, () => {
    const outcome = synthesize({ environments, argv: ['--report', ...argv], env: { CDK8S_OUTDIR: 'dist' } });
    const files = tree(process.cwd());
    const headings = [...(files['report.html'] ?? '').matchAll(/<h2[^>]*>(.*)<\/h2>/g)].map(([, text = '']) =>
      text.replace(/<[^>]*>/g, ''),
    );
    result = { ...outcome, files: Object.keys(files), headings };
  });
  return result;
}

test('writes the page of all environments, and no other file', () => {
  expect(run()).toEqual({
    exitCode: 0,
    stdout: 'report.html\n',
    stderr: '',
    files: ['report.html'],
    headings: ['Topology development', 'Topology staging', 'Environments'],
  });
});

test('marks what changes, in environments that are gone too', () => {
  const service = { ...object('Service', {}, { name: 'old' }), spec: { ports: [{ port: 80 }] } };
  const before = temporaryDirectory({
    '50-service-old.yaml': manifestFile(service),
    'gone/50-service-old.yaml': manifestFile(service),
  });
  expect(run('--against', before, '--env', 'staging').headings).toEqual(['Topology staging', 'Changes staging']);
  expect(run('--against', before).headings.slice(3)).toEqual([
    ...['Changes development', 'Changes staging', expect.stringContaining(`Changes ${join('dist', 'gone')}`) as string],
  ]);
});

test('writes nothing for a wrong command line', () => {
  expect(run('--check')).toMatchObject({
    exitCode: 64,
    stderr: '--check and --report must not be together; write one of them\n',
    files: [],
  });
});
