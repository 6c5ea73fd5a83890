import { realpathSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mayEnd, programChange } from '../../../../lib/mongo/agent/loop/program';
import { mountedProgram, mountRevision } from '../mounted-program';

function loadedFrom(directory: string): string {
  return dirname(realpathSync(join(directory, 'agent.js')));
}

test.each([
  ['a file of the program', true, { 'agent.js': '// other' }],
  ['the desired state', false, { 'desired.json': '{}' }],
  ['the settings, which change with the pod', false, { 'agent.json': '{}' }],
  ['nothing', false, {}],
])('calls the program changed by another revision of %s: %s', (_, changed, files) => {
  const directory = mountedProgram({ 'desired.json': '{"users":[]}', 'agent.json': '{"port":1}' });
  const hasChanged = programChange(directory, loadedFrom(directory));
  expect(hasChanged()).toBe(false);
  mountRevision(directory, files);
  expect(hasChanged()).toBe(changed);
});

test('calls the program changed if the kubelet replaced it while it was loaded', () => {
  const directory = mountedProgram();
  const loaded = loadedFrom(directory);
  mountRevision(directory, { 'agent.js': '// other' });
  expect(programChange(directory, loaded)()).toBe(true);
});

test('calls the program unchanged when it is as it was again, and while it cannot be read', () => {
  const directory = mountedProgram();
  const hasChanged = programChange(directory, loadedFrom(directory));
  mountRevision(directory, { 'agent.js': '// other' });
  mountRevision(directory, {});
  expect(hasChanged()).toBe(false);
  rmSync(directory, { recursive: true });
  expect(hasChanged()).toBe(false);
});

const whole = { replicas: 3, isRolledOut: true };
const broken = { replicas: 3, isRolledOut: false };

test.each([
  ['a member that is not ready', true, { ready: false, statefulSet: broken }],
  ['a ready member of a set that is whole, in its time', true, { statefulSet: whole }],
  ['a ready member, while another is not or a rollout goes on', false, { statefulSet: broken }],
  ['a ready member, in the time of another', false, { statefulSet: whole, now: 20_000 }],
  ['a ready member, in its next time', true, { statefulSet: whole, now: 60_000 }],
  ['a ready member while the API server does not answer', true, { statefulSet: undefined }],
  ['a member that is to leave', false, { ordinal: 3, ready: false, statefulSet: whole }],
  [
    'a member of a set that is scaled to nothing',
    false,
    { ready: false, statefulSet: { replicas: 0, isRolledOut: false } },
  ],
])('lets the agent end of %s: %s', (_, ends, seen) => {
  expect(mayEnd({ ordinal: 0, ready: true, now: 0, ...seen })).toBe(ends);
});

test.each([1, 3, 5, 50])('lets only one agent of %d ready ones end at a time, and each in turn', (replicas) => {
  const times = Array.from({ length: replicas }, (_, turn) => turn * 20_000 + 7);
  const ordinals = times.map((_, ordinal) => ordinal);
  const statefulSet = { replicas, isRolledOut: true };
  expect(times.map((now) => ordinals.filter((ordinal) => mayEnd({ ordinal, ready: true, statefulSet, now })))).toEqual(
    ordinals.map((ordinal) => [ordinal]),
  );
});

test('lets no agent end late in its turn, so that the next one sees that its pod is not ready', () => {
  const statefulSet = { replicas: 3, isRolledOut: true };
  const ends = (now: number) => [0, 1, 2].filter((ordinal) => mayEnd({ ordinal, ready: true, statefulSet, now }));
  expect([ends(9_999), ends(10_000), ends(19_999), ends(20_000)]).toEqual([[0], [], [], [1]]);
});
