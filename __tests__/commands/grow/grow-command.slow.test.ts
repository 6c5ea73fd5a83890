import { growCommand } from '../../../lib/commands/grow/grow-command';
import { temporaryDirectory } from '../../temporary-directory';
import { RecordedTerminal } from '../secrets/recorded-terminal';
import { liveSet, rendered, small } from './growing-set';
import { PlayedCluster } from './played-cluster';

test('runs the commands with --apply, and then finds nothing to do', async () => {
  const cluster = new PlayedCluster(small, { isQuick: true });
  const folder = temporaryDirectory({ 'web.json': JSON.stringify(rendered('2Gi')) });
  const first = new RecordedTerminal();
  expect(await growCommand([folder, '--apply'], first)).toBe(0);
  expect(first.output.split('\n').at(-2)).toBe('StatefulSet shop/web has data 2Gi');
  expect(cluster.state.set?.['spec']).toEqual(liveSet('2Gi')['spec']);
  const second = new RecordedTerminal();
  expect(await growCommand([folder, '--apply'], second)).toBe(0);
  expect(second.output).toBe(`context kind-dev, https://127.0.0.1:6443\nStatefulSet shop/web has data 2Gi\n`);
}, 120_000);
