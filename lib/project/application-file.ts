import { Project } from './project';
import { typescriptString } from '../files/typescript-string';

/** Returns `application.ts`: the chart of an environment. */
export function applicationFile(project: Project): string {
  const { name, port, secrets, hasMongo } = project;
  const constructs = [
    'BackendService',
    ...(hasMongo ? ['MongoStatefulSet'] : []),
    ...(hasMongo || secrets.length > 0 ? ['SecretRef'] : []),
    'TenantNamespace',
  ];
  return `import { Chart } from 'cdk8s';
import { ${constructs.join(', ')} } from 'cdk8s-backend';
import { Construct } from 'constructs';
import { Environment } from './environments';

/** The backend${hasMongo ? ' and its MongoDB' : ''}, in a namespace of ${hasMongo ? 'their' : 'its'} own. */
export class Application extends Chart {
  constructor(scope: Construct, id: string, { namespace, backend${hasMongo ? ', mongo' : ''} }: Environment) {
    super(scope, id, { namespace });
    new TenantNamespace(this, 'tenant');
${hasMongo ? database(name) : ''}
${secrets.length > 0 ? secretRef(project) : ''}    new BackendService(this, ${typescriptString(name)}, {
      ...backend,
      port: ${port},
${hasMongo ? connection(name) : ''}${secrets.length > 0 ? variables(project) : ''}${health(project)}    });
  }
}
`;
}

function database(name: string): string {
  return `
    const keyfile = new SecretRef(this, 'mongo-keyfile', { keys: ['keyfile'] });
    const user = new SecretRef(this, ${typescriptString(`mongo-${name}`)}, { keys: ['username', 'password'] });
    const database = new MongoStatefulSet(this, 'mongo', {
      ...mongo,
      keyfile: keyfile.key('keyfile'),
      users: [{ credentials: user, roles: [{ role: 'readWrite', db: ${typescriptString(name)} }] }],
    });
`;
}

function connection(name: string): string {
  return `      env: { MONGODB_URI: database.connection({ user, database: ${typescriptString(name)} }) },\n`;
}

function secretRef({ name, secrets }: Project): string {
  const keys = secrets.map(typescriptString).join(', ');
  return `    const secrets = new SecretRef(this, ${typescriptString(`${name}-secrets`)}, { keys: [${keys}] });\n`;
}

function variables({ secrets }: Project): string {
  const entries = secrets.map((variable) => `        ${variable}: secrets.key(${typescriptString(variable)}),\n`);
  return `      secrets: {\n${entries.join('')}      },\n`;
}

function health({ ready }: Project): string {
  return ready === undefined ? '' : `      health: ${typescriptString(ready)},\n`;
}
