import { mountedVolume, readVolume, secretSource } from '../../lib/pods/mounted-volume';

test('has its volume and its place in a container by one name, and can be written to or not', () => {
  const emptyDir = {};
  expect([mountedVolume('run', '/run', { emptyDir }), readVolume('files', '/files', { emptyDir })]).toEqual([
    { volume: { name: 'run', emptyDir }, mount: { name: 'run', mountPath: '/run' } },
    { volume: { name: 'files', emptyDir }, mount: { name: 'files', mountPath: '/files', readOnly: true } },
  ]);
});

test('has of a Secret the keys that are named, for the group alone unless told otherwise', () => {
  const items = [{ key: 'a', path: 'b' }];
  expect([secretSource('s', { a: 'b' }), secretSource('s', { a: 'b' }, 0o444)]).toEqual([
    { secret: { secretName: 's', defaultMode: 0o440, items } },
    { secret: { secretName: 's', defaultMode: 0o444, items } },
  ]);
});
