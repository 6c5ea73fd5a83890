import { mountedVolume, projectedSource, readVolume, secretSource } from '../../lib/pods/mounted-volume';

test('has its volume and its place in a container by one name, and can be written to or not', () => {
  const emptyDir = {};
  expect([mountedVolume('run', '/run', { emptyDir }), readVolume('files', '/files', { emptyDir })]).toEqual([
    { volume: { name: 'run', emptyDir }, mount: { name: 'run', mountPath: '/run' } },
    { volume: { name: 'files', emptyDir }, mount: { name: 'files', mountPath: '/files', readOnly: true } },
  ]);
});

test('has of a Secret the keys that are named, for the group alone unless told otherwise', () => {
  const items = [{ key: 'a', path: 'b' }];
  expect([secretSource('s', { b: 'a' }), secretSource('s', { b: 'a' }, 0o444)]).toEqual([
    { secret: { secretName: 's', defaultMode: 0o440, items } },
    { secret: { secretName: 's', defaultMode: 0o444, items } },
  ]);
});

test('has one key at several paths', () => {
  expect(secretSource('s', { b: 'a', c: 'a' })).toMatchObject({
    secret: {
      items: [
        { key: 'a', path: 'b' },
        { key: 'a', path: 'c' },
      ],
    },
  });
});

test('brings keys of several Secrets as one volume', () => {
  expect(projectedSource({ one: { x: 'a', y: 'b' }, two: { z: 'a' } })).toEqual({
    projected: {
      defaultMode: 0o440,
      sources: [
        {
          secret: {
            name: 'one',
            items: [
              { key: 'a', path: 'x' },
              { key: 'b', path: 'y' },
            ],
          },
        },
        { secret: { name: 'two', items: [{ key: 'a', path: 'z' }] } },
      ],
    },
  });
});
