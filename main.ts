import { environments } from './apps/environments';
import { UserAdmin } from './apps/user-admin';
import { synthesize } from './lib';

const { exitCode, stdout, stderr } = synthesize({
  environments: environments.map((environment) => ({
    name: environment.name,
    directory: environment.directory,
    build: (app) => {
      new UserAdmin(app, 'user-admin', environment);
    },
  })),
  argv: process.argv.slice(2),
  secretsCommand: 'npm run secrets --',
  gitops: {
    repository: 'https://git.example.com/platform/user-admin.git',
    argocd: { automated: ['development'] },
    flux: {},
  },
});
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exitCode;
