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
  [
    'has a file alone in a volume of its own',
    { singleFiles: { '/app/build/config.js': 'a', '/app.conf': 'b' } },
    'Deployment spec.template.spec.volumes',
    [
      { name: 'tmp', emptyDir: { sizeLimit: '256Mi' } },
      {
        name: 'app-build-config-js',
        projected: {
          defaultMode: 292,
          sources: [{ configMap: { name: 'api-files', items: [{ key: 'app_build_config.js', path: 'config.js' }] } }],
        },
      },
      {
        name: 'app-conf',
        projected: {
          defaultMode: 292,
          sources: [{ configMap: { name: 'api-files', items: [{ key: 'app.conf', path: 'app.conf' }] } }],
        },
      },
    ],
  ],
  [
    'mounts a file alone, over that of the image',
    { files: { '/etc/app/a.json': '{}' }, singleFiles: { '/app/build/config.js': 'a' } },
    'Deployment spec.template.spec.containers.0.volumeMounts',
    [
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'etc-app', mountPath: '/etc/app', readOnly: true },
      { name: 'app-build-config-js', mountPath: '/app/build/config.js', subPath: 'config.js', readOnly: true },
    ],
  ],
  [
    'has the texts of files that are mounted alone in the same ConfigMap',
    { files: { '/etc/app/a.json': '{}' }, singleFiles: { '/app.conf': 'b' } },
    'ConfigMap data',
    { 'app.conf': 'b', 'etc_app_a.json': '{}' },
  ],
  [
    'rolls the pods when the text of a file that is mounted alone changes',
    { singleFiles: { '/app.conf': 'b' } },
    'Deployment spec.template.metadata.annotations.checksum/files',
    '2b6c013e731e79c00755be24327fc9c202b272cf82d6b20153ea14bc3331766c',
  ],
  [
    'gives jobs the files that are mounted alone, as the service has them',
    {
      singleFiles: { '/app.conf': 'b' },
      cronJobs: { report: { command: ['a'], schedule: '0 3 * * *', files: { '/etc/report/a': 'c' } } },
    },
    'CronJob spec.jobTemplate.spec.template.spec.volumes.2',
    {
      name: 'app-conf',
      projected: {
        defaultMode: 292,
        sources: [{ configMap: { name: 'api-files', items: [{ key: 'app.conf', path: 'app.conf' }] } }],
      },
    },
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
    { singleFiles: { 'app.conf': 'x', '/etc': 'x' } },
    [
      'singleFiles["app.conf"] must be an absolute path without "..", ":" and "/" at its end, got "app.conf"; write "/var/lib/app"',
      'singleFiles["/etc"] must not be a directory of the system, which the mount would hide, got "/etc"; write one below it, such as "/etc/app"',
    ],
    { singleFiles: { '/app.conf': 'x', '/etc/a': { from: 'package.json' } } },
  ],
  [
    { files: { '/etc/app/a': 'x' }, singleFiles: { '/etc/app/b': 'y' } },
    [
      'singleFiles["/etc/app/b"] must not be below "/etc/app", which is read-only, so that nothing can be mounted in it; write it in files',
    ],
    { files: { '/etc/app/a': 'x', '/etc/app/b': 'y' } },
  ],
  [
    { mounts: { '/etc/app': { configMap: 'app' } }, singleFiles: { '/etc/app/b': 'y' } },
    [
      'singleFiles["/etc/app/b"] must not be below "/etc/app", which is read-only, so that nothing can be mounted in it; write another path',
    ],
    { mounts: { '/etc/app': { emptyDir: '1Mi' } }, singleFiles: { '/etc/app/b': 'y' } },
  ],
  [
    {
      mounts: { '/app/data': { emptyDir: '1Mi' } },
      singleFiles: { '/app/data': 'x', '/app/a.b': 'y', '/app/a_b': 'z' },
    },
    [
      'singleFiles["/app/data"] must not be mounted twice, got it beside "/app/data"; write one of them',
      'singleFiles["/app/a_b"] must not be mounted twice, got it beside "/app/a.b"; write one of them',
    ],
    { mounts: { '/app/data': { emptyDir: '1Mi' } }, singleFiles: { '/app/a.b': 'y' } },
  ],
  [
    { files: { '/etc/app/a': 'x' }, singleFiles: { '/etc/app_a': 'y' } },
    ['singleFiles["/etc/app_a"] must not have the ConfigMap\'s key of "/etc/app/a", "etc_app_a"; write another path'],
    { files: { '/etc/app/a': 'x' }, singleFiles: { '/etc/app-a': 'y' } },
  ],
  [
    { singleFiles: { '/app.conf': { from: '/no/such/file' } } },
    [
      'singleFiles["/app.conf"].from cannot be read: no such file or directory (ENOENT), got "/no/such/file"; write the path of a file, or set its root with setFilesRoot',
    ],
    { singleFiles: { '/app.conf': { from: __filename } } },
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
