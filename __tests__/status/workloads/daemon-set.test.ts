import { daemonSetReading } from '../../../lib/status/workloads/daemon-set';
import { object, said, view } from '../played-view';

const all = { desiredNumberScheduled: 3, currentNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 3 };

test.each([
  ['is ready', all, 'RollingUpdate', []],
  [
    'starts',
    { ...all, currentNumberScheduled: 1, updatedNumberScheduled: 1, numberAvailable: 1 },
    'RollingUpdate',
    ['waits: 1 of 3 pods exist'],
  ],
  [
    'rolls out',
    { ...all, updatedNumberScheduled: 2 },
    'RollingUpdate',
    ['waits: 2 of 3 pods have the newest template'],
  ],
  ['is updated by hand', { ...all, updatedNumberScheduled: 2 }, 'OnDelete', []],
])('reads a DaemonSet that %s', (_, status, type, texts) => {
  const set = object('apps/v1', 'DaemonSet', 'logs', { spec: { updateStrategy: { type } }, status });
  expect(said(daemonSetReading(set, view()))).toEqual(texts);
});
