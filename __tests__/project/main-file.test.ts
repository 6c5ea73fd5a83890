import { mainFile } from '../../lib/project/main-file';
import { largest, smallest } from './choices';

test('renders one environment into dist/ itself', () => {
  expect(mainFile(smallest)).toBe(`import { synthesize } from 'cdk8s-backend';
import { Application } from './application';
import { environments } from './environments';

const { exitCode, stdout, stderr } = synthesize({
  environments: environments.map((environment) => ({
    name: environment.name,
    directory: '',
    build: (app) => {
      new Application(app, 'shop', environment);
    },
  })),
  argv: process.argv.slice(2),
  secretsCommand: 'npm run secrets --',
});
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exitCode;
`);
});

test('renders several environments into directories of their own, and the objects of the agent', () => {
  const lines = mainFile(largest).split('\n');
  expect(lines.filter((line) => !mainFile(smallest).split('\n').includes(line))).toEqual([
    '    directory: environment.name,',
    '  gitops: {',
    "    repository: 'https://git.example.com/platform/shop.git',",
    '    flux: {},',
    '  },',
  ]);
});
