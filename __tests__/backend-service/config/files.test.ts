import { at, outcome } from '../edge-values';

test.each<[string, object, string, unknown]>([
  [
    'mounts a directory once, with those below it',
    { files: { '/etc/app/a.json': '{}', '/etc/app/sub/b.txt': 'b' } },
    'Deployment spec.template.spec.volumes.1',
    {
      name: 'etc-app',
      projected: {
        defaultMode: 292,
        sources: [
          {
            configMap: {
              name: 'api-files',
              items: [
                { key: 'etc_app_a.json', path: 'a.json' },
                { key: 'etc_app_sub_b.txt', path: 'sub/b.txt' },
              ],
            },
          },
        ],
      },
    },
  ],
  [
    'has the texts in one ConfigMap',
    { files: { '/etc/app/a.json': '{}', '/etc/app/sub/b.txt': 'b' } },
    'ConfigMap data',
    { 'etc_app_a.json': '{}', 'etc_app_sub_b.txt': 'b' },
  ],
  [
    'rolls the pods when a text changes',
    { files: { '/etc/app/a.json': '{}' } },
    'Deployment spec.template.metadata.annotations.checksum/files',
    '52563e2c3ec5280b6695baf477761b304fe6ffe39b3f7bfe72091f883b636241',
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

const appliedByServer = { 'cdk8s-backend/ignore.valid-object-size': 'Flux applies on the server' };

test.each<[object, string[], object]>([
  [
    { files: { '/a': 'x' } },
    ['files["/a"] must be in a directory of its own, for the whole directory is mounted, got "/a"; write "/etc/app/a"'],
    { files: { '/etc/app/a': 'x' } },
  ],
  [
    { files: { 'etc/a': 'x' } },
    ['files["etc/a"] must be an absolute path without "..", ":" and "/" at its end, got "etc/a"; write "/var/lib/app"'],
    { files: { '/etc/app/a': 'x' } },
  ],
  [
    { files: { '/etc/a': 'x' } },
    [
      'files["/etc/a"] must not be a directory of the system, which the mount would hide, got "/etc"; write one below it, such as "/etc/app"',
    ],
    { files: { '/etc/app/a': 'x' } },
  ],
  [
    { files: { '/etc/a_b/c': 'x', '/etc/a/b_c': 'y' } },
    ['files["/etc/a/b_c"] must not have the ConfigMap\'s key of "/etc/a_b/c", "etc_a_b_c"; write another path'],
    { files: { '/etc/a/b/c': 'x', '/etc/a/b-c': 'y' } },
  ],
  [
    { files: { '/etc/app/a': { from: '/no/such/file' } } },
    [
      'files["/etc/app/a"].from cannot be read: no such file or directory (ENOENT), got "/no/such/file"; write the path of a file, or set its root with setFilesRoot',
    ],
    { files: { '/etc/app/a': { from: __filename } } },
  ],
  [
    { files: { '/etc/app/a': { from: process.execPath } } },
    ['files["/etc/app/a"].from must be UTF-8 text, got other bytes; put the file into the image'],
    { files: { '/etc/app/a': { from: 'package.json' } } },
  ],
  [
    { files: { '/etc/app/a': 5 } },
    ['files["/etc/app/a"] must be a string or { from } or a key of a SecretRef, got 5'],
    { files: { '/etc/app/a': '5' } },
  ],
  [
    { files: { '/etc/app/a': 'a'.repeat(1024001) } },
    [
      'files must have at most 1000 KiB of text together, the most a ConfigMap holds, got 1024001 bytes; put them into the image',
    ],
    { files: { '/etc/app/a': 'a'.repeat(1024000) }, annotations: appliedByServer },
  ],
  [
    { files: { '/etc/app/a': 'a'.repeat(256 * 1024) } },
    [
      '[shop/api/files] must have at most 262144 bytes in its annotations and in the one that kubectl apply makes of the object, got 262534; split it, or apply it with --server-side and say so in the annotation cdk8s-backend/ignore.valid-object-size (valid-object-size)',
    ],
    { files: { '/etc/app/a': 'a'.repeat(256 * 1024) }, annotations: appliedByServer },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
