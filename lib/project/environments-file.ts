import { isProduction, namespaceOf, Project } from './project';
import { typescriptString } from '../files/typescript-string';

/** Returns `environments.ts`: what differs between environments. */
export function environmentsFile(project: Project): string {
  const entries = project.environments.map((environment) => entry(project, environment));
  return `import { BackendServiceProps${project.hasMongo ? ', MongoStatefulSetProps' : ''} } from 'cdk8s-backend';

/** The settings that may differ between environments. */
export interface Environment {
  readonly name: string;
  readonly namespace: string;
  readonly backend: Pick<BackendServiceProps, 'image' | 'replicas' | 'size'>;
${project.hasMongo ? "  readonly mongo: Pick<MongoStatefulSetProps, 'members' | 'storage' | 'resources'>;\n" : ''}}

/** The environments, each of which is rendered. */
export const environments: readonly Environment[] = [
${entries.join('')}];
`;
}

function entry(project: Project, environment: string): string {
  const { backend, mongo } = isProduction(environment) ? large : small;
  return `  {
    name: ${typescriptString(environment)},
    namespace: ${typescriptString(namespaceOf(project, environment))},
    backend: {
      image: ${typescriptString(project.image)},
      ${backend},
    },
${project.hasMongo ? mongo : ''}  },
`;
}

const small = {
  backend: "replicas: 1,\n      size: 's'",
  mongo: `    mongo: {
      members: 1,
      storage: { size: '1Gi' },
      resources: { requests: { cpu: '100m' }, limits: { memory: '512Mi' } },
    },
`,
};

const large = {
  backend: "replicas: 3,\n      size: 'm'",
  mongo: `    mongo: {
      members: 3,
      storage: { size: '10Gi' },
      resources: { requests: { cpu: '250m' }, limits: { memory: '1Gi' } },
    },
`,
};
