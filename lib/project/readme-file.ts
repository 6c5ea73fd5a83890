import { directoryOf, GitOpsAgent, namespaceOf, Project } from './project';

/** Returns `README.md`: the files, and the commands from a change to the cluster. */
export function readmeFile(project: Project): string {
  const { name, hasMongo, gitops } = project;
  return `# ${name}

The backend ${name}${hasMongo ? ' and its MongoDB' : ''} on Kubernetes: a program in TypeScript that renders plain YAML with
[cdk8s-backend](node_modules/cdk8s-backend/README.md).

- \`application.ts\`: the chart of an environment, with all that runs in it
- \`environments.ts\`: what differs between environments, such as the image, replicas and sizes
- \`main.ts\`: the program; \`npm run synth -- --help\` lists its options
- \`dist/\`: the rendered YAML, which is reviewed and applied
- \`dist.test.ts\`: fails when \`dist/\` is not what the program renders

## Change it

\`\`\`
npm install
npm run synth      # checks types and rules, and writes dist/
npm run plan       # says what the change since the last commit does to the cluster
npm test
npm run check      # runs the rules over dist/, whoever wrote what is in it
\`\`\`

Commit \`dist/\` and \`package-lock.json\` with the program. The workflow tests pull requests, and its summary shows the plan.

## Apply it

\`\`\`
${commands(project).join('\n')}
\`\`\`

${gitops === undefined ? unapplied : agents[gitops.agent]}
`;
}

const unapplied = `\`kubectl apply\` deletes nothing: the plan prints the commands that delete what is no longer rendered.`;

const agents: Readonly<Record<GitOpsAgent, string>> = {
  argocd: `Argo CD then waits for a person to press _Sync_. \`argocd: { automated: ['NAME'] }\` in \`main.ts\` syncs an environment at each commit.`,
  flux: `Flux then applies each commit to the branch \`main\`.`,
};

function commands(project: Project): string[] {
  const { environments, secrets, hasMongo, gitops } = project;
  const needsSecrets = hasMongo || secrets.length > 0;
  const ofEnvironments = environments.flatMap((environment) => [
    ...(needsSecrets ? [`npm run secrets -- ${folderOf(project, environment)}`] : []),
    ...(gitops === undefined ? applied(project, environment) : []),
    ...(gitops?.agent === 'flux' ? [`kubectl apply -f gitops/flux/${environment}/`] : []),
  ]);
  return gitops?.agent === 'argocd' ? [...ofEnvironments, 'kubectl apply -f gitops/argocd/'] : ofEnvironments;
}

function applied(project: Project, environment: string): string[] {
  const workloads = [...(project.hasMongo ? ['statefulset/mongo'] : []), `deployment/${project.name}`];
  return [
    `kubectl apply -f ${folderOf(project, environment)}`,
    `kubectl -n ${namespaceOf(project, environment)} rollout status ${workloads.join(' ')}`,
  ];
}

function folderOf(project: Project, environment: string): string {
  const directory = directoryOf(project, environment);
  return directory === '' ? 'dist/' : `dist/${directory}/`;
}
