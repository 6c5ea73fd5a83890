import { outcome } from '../edge-values';

test.each<[object, string[], object]>([
  [
    { mounts: { data: { emptyDir: '1Mi' } } },
    ['mounts["data"] must be an absolute path without "..", ":" and "/" at its end, got "data"; write "/var/lib/app"'],
    { mounts: { '/data': { emptyDir: '1Mi' } } },
  ],
  [
    { mounts: { '/etc': { emptyDir: '1Mi' } } },
    [
      'mounts["/etc"] must not be a directory of the system, which the mount would hide, got "/etc"; write one below it, such as "/etc/app"',
    ],
    { mounts: { '/etc/app': { emptyDir: '1Mi' } } },
  ],
  [
    { mounts: { '/a': { claim: { size: '1Gi', accessMode: 'ReadWriteOnce' } } } },
    [
      'mounts["/a"].claim.accessMode needs strategy "Recreate" and replicas 1, because one pod at a time can have the disk, got "ReadWriteOnce" with strategy "RollingUpdate" and replicas 2; write these two, or "ReadWriteMany"',
    ],
    { mounts: { '/a': { claim: { size: '1Gi' } } } },
  ],
  [
    { mounts: { '/a': { claim: { size: '1gb' } } } },
    ['mounts["/a"].claim.size must be a positive quantity of bytes, got "1gb"; write "1Gi"'],
    { mounts: { '/a': { claim: { size: '1Gi' } } } },
  ],
  [
    { mounts: { '/a': { existingClaim: 'A' } } },
    ['mounts["/a"].existingClaim must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "A"; write "a"'],
    { mounts: { '/a': { existingClaim: 'a' } } },
  ],
  [
    { mounts: { '/a': {} } },
    [
      'mounts["/a"] must be { emptyDir, inMemory } or { claim } or { existingClaim, readOnly } or { configMap } or { secret }, got an object',
    ],
    { mounts: {} },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
