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
  expect([secretSource('s', { a: 'b' }), secretSource('s', { a: 'b' }, 0o444)]).toEqual([
    { secret: { secretName: 's', defaultMode: 0o440, items } },
    { secret: { secretName: 's', defaultMode: 0o444, items } },
  ]);
});

test('brings keys of several Secrets as one volume', () => {
  expect(projectedSource({ one: { a: 'x', b: 'y' }, two: { a: 'z' } })).toEqual({
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
