import { join } from 'node:path';
import { packageFile } from '../../imports/package-file';

test('finds a file of the package', () => {
  expect(packageFile('lib/index.ts')).toBe(join(__dirname, '../../lib/index.ts'));
});

test('refuses a file that the package does not have', () => {
  expect(() => packageFile('lib/none.js')).toThrow(
    `lib/none.js of cdk8s-backend is not in a folder above ${join(__dirname, '../../imports')}`,
  );
});
