const { transform } = require('../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: ['**/*.e2e.ts'],
  transform,
  setupFilesAfterEnv: ['./ready-nodes.ts'],
  testTimeout: 300_000,
  verbose: true,
};
