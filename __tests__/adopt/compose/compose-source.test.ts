import { adoption } from '../../../lib/adopt/adoption';
import { composeFile } from '../../../lib/adopt/compose/compose-file';
import { composeSource } from '../../../lib/adopt/compose/compose-source';

const text = `
services:
  api:
    image: docker.io/demo/api:1.0.0
    ports: ['8080:8080']
    environment:
      MONGODB_URI: mongodb://root:secret@db:27017/orders?authSource=admin
      MAILER: http://mailer:9000
  mailer: { build: ., volumes: ['.:/app'], env_file: .env }
  seed: { image: docker.io/demo/seed:1.0.0, profiles: [seed] }
  db: { image: 'mongo:8.0' }
`;

test('a MongoDB becomes a set, and a connection string to it the connection of its user', () => {
  const { objects, database, notes } = composeSource(composeFile('compose.yaml', text), 'shop');
  const { text: program, plan } = adoption('compose.yaml', objects, { chosen: new Map(), database, isNew: true });
  expect(program.slice(program.indexOf('function'), program.indexOf('\nconst {'))).toBe(`function shop(app: App): void {
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const dbKeyfile = new SecretRef(chart, 'db-keyfile', { keys: ['keyfile'] });
  const dbOrders = new SecretRef(chart, 'db-orders', { keys: ['username', 'password'] });

  const db = new MongoStatefulSet(chart, 'db', {
    storage: { size: '10Gi' },
    keyfile: dbKeyfile.key('keyfile'),
    users: [{ credentials: dbOrders, roles: [{ role: 'readWrite', db: 'orders' }] }],
  });

  new BackendService(chart, 'api', {
    image: 'docker.io/demo/api:1.0.0',
    port: 8080,
    replicas: 1,
    env: { MONGODB_URI: db.connection({ user: dbOrders, database: 'orders' }), MAILER: 'http://mailer:9000' },
    servicePort: 8080,
    networkPolicy: false,
  });

  new BackendService(chart, 'mailer', {
    image: 'registry.example.com/mailer:1.0.0',
    port: 9000,
    replicas: 1,
    servicePort: 9000,
    networkPolicy: false,
  });
}
`);
  expect(new Set(plan.changes.map(({ action }) => action))).toEqual(new Set(['added']));
  expect(notes).toEqual([
    'db is a new MongoStatefulSet of three members, without the data of compose; npx cdk8s-backend secrets creates its Secrets',
    'mailer is built here: push its image, and write its name in the program',
    'mailer mounts folders of this machine: put what it needs into the image, files or mounts',
    'mailer has variables in env_file: write them, those with secrets as SecretRefs',
    'seed has profiles, and is not started by itself: it is left out',
  ]);
});

test('a MongoDB alone is a program too', () => {
  const { objects, database, notes } = composeSource(
    composeFile('compose.yaml', 'services: { db: { image: mongo:8.0 } }'),
    'shop',
  );
  const adopted = adoption('compose.yaml', objects, { chosen: new Map(), database, isNew: true });
  expect(adopted.text).toContain("new MongoStatefulSet(chart, 'db', {");
  expect(adopted.rendered.map(({ kind }) => kind)).toContain('StatefulSet');
  expect(notes[1]).toBe(
    "no variable is a connection string to db: give its clients db.connection({ user, database: 'app' })",
  );
});

test('names what only compose and the shell have', () => {
  const file = composeFile(
    'compose.yaml',
    `
services:
  web:
    image: \${REGISTRY}/web:\${TAG}
    ports: ['\${PORT}']
    environment: { KEY: , URL: 'https://\${HOST}/' }
    cap_add: [NET_ADMIN]
    extra_hosts: ['a:b']
    restart: always
    x-own: 1
`,
  );
  expect(composeSource(file, 'shop').notes).toEqual([
    'web has the image ${REGISTRY}/web:${TAG}, whose variables have no value: write its name in the program',
    'web has the ports ${PORT}, whose variables have no value: write them in the program',
    'web has KEY, URL from the shell: npx cdk8s-backend secrets dist --set shop/web-secrets.KEY --set shop/web-secrets.URL asks for the values',
    'web has cap_add, extra_hosts in compose alone: see what its pods need of it',
  ]);
});
