import { systemReason } from '../../lib/findings/system-reason';

test.each([
  ["EACCES: permission denied, open '/srv/dist/a.yaml'", 'permission denied (EACCES)'],
  ["EXDEV: cross-device link not permitted, rename '/a' -> '/b'", 'cross-device link not permitted (EXDEV)'],
  ['ENOSPC: no space left on device, write', 'no space left on device (ENOSPC)'],
  ['something else', 'something else'],
])('says what the system said, without paths: %s', (message, reason) => {
  expect(systemReason(new Error(message))).toBe(reason);
});
