import {
  containerName,
  containersOf,
  endedRun,
  isBeingPrepared,
  isWell,
  waitingOf,
} from '../../../lib/status/pods/containers';
import { live } from '../played-view';

test('gives the containers that the kubelet reports on, those that run first in front', () => {
  expect(containersOf(live('Pod', 'init-fails')).map(containerName)).toEqual([
    'init container schema',
    'container main',
  ]);
  expect(containersOf(live('Pod', 'too-large'))).toEqual([]);
});

test('gives the last run that has ended, and whether it is the one before', () => {
  const [crash] = containersOf(live('Pod', 'crash'));
  expect(crash && endedRun(crash)).toEqual({ exitCode: 3, reason: 'Error', message: '', isPrevious: false });
  const [alive] = containersOf(live('Pod', 'not-alive'));
  expect(alive && endedRun(alive)).toMatchObject({ exitCode: 137, isPrevious: true });
});

test('gives what a container waits for', () => {
  const [main] = containersOf(live('Pod', 'no-secret-6'));
  expect(main && waitingOf(main)).toEqual({
    reason: 'CreateContainerConfigError',
    message: 'secret "absent" not found',
  });
});

test('an init container is well once it has ended', () => {
  const [schema] = containersOf(live('Pod', 'init-fails'));
  const done = { ready: false, state: { terminated: { exitCode: 0 } } };
  expect(schema && [isWell(schema), isWell({ ...schema, status: done })]).toEqual([false, true]);
});

test('a pod may lack volumes or its sandbox only until one of its containers has started', () => {
  const pods = ['no-config-file', 'init-fails', 'crash', 'no-secret-6', 'too-large'].map((name) => live('Pod', name));
  expect(pods.map(isBeingPrepared)).toEqual([true, false, false, false, false]);
});
