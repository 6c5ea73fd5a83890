import { Project } from './project';
import { typescriptString } from '../files/typescript-string';

/** Returns `main.ts`: the program, which renders every environment. */
export function mainFile(project: Project): string {
  return `import { synthesize } from 'cdk8s-backend';
import { Application } from './application';
import { environments } from './environments';

const { exitCode, stdout, stderr } = synthesize({
  environments: environments.map((environment) => ({
    name: environment.name,
    directory: ${project.environments.length === 1 ? "''" : 'environment.name'},
    build: (app) => {
      new Application(app, ${typescriptString(project.name)}, environment);
    },
  })),
  argv: process.argv.slice(2),
  secretsCommand: 'npm run secrets --',
${gitops(project)}});
process.stdout.write(stdout);
process.stderr.write(stderr);
process.exitCode = exitCode;
`;
}

function gitops({ gitops }: Project): string {
  if (gitops === undefined) return '';
  return `  gitops: {
    repository: ${typescriptString(gitops.repository)},
    ${gitops.agent}: {},
  },
`;
}
