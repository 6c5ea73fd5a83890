/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  maxWorkers: '100%',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  // Processes, packages and whole products of values: `npm run test:slow`.
  testPathIgnorePatterns: ['\\.slow\\.test\\.ts$'],
  // Long enough for a machine that is busy with other things.
  testTimeout: 30_000,
  transform: { '^.+\\.[jt]s$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
};
