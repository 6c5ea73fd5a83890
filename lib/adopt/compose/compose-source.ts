import { KubernetesManifest } from '../../manifests/manifest';
import { SecretVariables } from '../backend/reading';
import { isMongo } from '../backend/unfit';
import { Expression } from '../program/expression';
import { typescriptString } from '../../files/typescript-string';
import { ProgramConstruct, variableName } from '../program/program';
import { ComposeFile, ComposeService, interpolated, unknownPorts, variablesOf } from './compose-file';
import { composeObjects, volumeSize } from './compose-objects';

/** The services of a compose file as objects of Kubernetes, and its MongoDB as a set. */
export interface ComposeSource {
  readonly objects: readonly KubernetesManifest[];
  /** The set that replaces its MongoDB, whose data is in no cluster yet. */
  readonly database: ComposeDatabase | undefined;
  /** The parts without a counterpart in a cluster, each with the remedy. */
  readonly notes: readonly string[];
}

/** A MongoDB that the program creates anew, and the way that its clients connect. */
export interface ComposeDatabase {
  readonly name: string;
  readonly namespace: string;
  /** The name of the database that its clients use. */
  readonly database: string;
  /** The variables of its clients that are connection strings to it, `service\nVARIABLE`. */
  readonly connections: ReadonlySet<string>;
}

/** Returns the objects that do in a namespace what a compose file does. */
export function composeSource(file: ComposeFile, namespace: string): ComposeSource {
  const idle = file.services.filter(({ fields }) => fields['profiles'] !== undefined);
  const services = file.services.filter((service) => !idle.includes(service));
  const mongo = services.find(isOfMongo);
  const others = services.filter((service) => service !== mongo);
  const database = mongo && databaseOf(mongo, others, namespace);
  const objects = others.flatMap((service) => composeObjects(service, namespace, calledPorts(service, services)));
  return {
    objects,
    database,
    notes: [
      ...(database === undefined ? [] : databaseNotes(database)),
      ...others.flatMap((service) => notesOf(service, namespace)),
      ...idle.map(({ name }) => `${name} has profiles, and is not started by itself: it is left out`),
    ],
  };
}

function isOfMongo({ fields }: ComposeService): boolean {
  const { image } = fields;
  return typeof image === 'string' && isMongo(interpolated(image) ?? '');
}

/** Returns the ports by which the variables of other services call one. */
function calledPorts({ name }: ComposeService, services: readonly ComposeService[]): number[] {
  const call = new RegExp(`(?:^|[@/,])${name}:(\\d+)`, 'g');
  const values = services.flatMap((each) => variablesOf(each).map(([, value]) => value ?? ''));
  return [...new Set(values.flatMap((value) => [...value.matchAll(call)].map(([, port]) => Number(port))))];
}

function databaseOf({ name }: ComposeService, clients: readonly ComposeService[], namespace: string): ComposeDatabase {
  const uri = new RegExp(`^mongodb://(?:[^@/]*@)?${name}(?::\\d+)?(?:/([\\w-]*))?`);
  const found = clients.flatMap((client) =>
    variablesOf(client).flatMap(([variable, value]) => {
      const match = uri.exec(value ?? '');
      return match === null ? [] : [{ place: `${client.name}\n${variable}`, database: match[1] ?? '' }];
    }),
  );
  const database = found.map((each) => each.database).find((each) => each !== '' && each !== 'admin') ?? 'app';
  return { name, namespace, database, connections: new Set(found.map(({ place }) => place)) };
}

/** Returns the construct of a database. Its user may read and write the one database. */
export function databaseConstruct(given: ComposeDatabase, secrets: SecretVariables): ProgramConstruct {
  const { name, database, connections } = given;
  return {
    type: 'MongoStatefulSet',
    id: name,
    variable: connections.size === 0 ? undefined : variableName(name),
    props: {
      storage: { size: volumeSize },
      keyfile: secrets.key(`${name}-keyfile`, 'keyfile'),
      users: [
        {
          credentials: userOf(given, secrets),
          roles: [{ role: 'readWrite', db: database }],
        },
      ],
    },
  };
}

/** Returns the expression of the connection to a database. */
export function connectionExpression(given: ComposeDatabase, secrets: SecretVariables): Expression {
  const user = userOf(given, secrets);
  const text = `${variableName(given.name)}.connection({ user: ${user.text}, database: ${typescriptString(given.database)} })`;
  return new Expression(text, user.secret);
}

/** Returns the reference to the Secret of the user of a database. */
function userOf({ name, database }: ComposeDatabase, secrets: SecretVariables): Expression {
  return secrets.reference(`${name}-${database}`.toLowerCase(), ['username', 'password']);
}

function databaseNotes({ name, database, connections }: ComposeDatabase): string[] {
  const isUnknown = connections.size === 0;
  return [
    `${name} is a new MongoStatefulSet of three members, without the data of compose; npx cdk8s-backend secrets creates its Secrets`,
    ...(isUnknown
      ? [
          `no variable is a connection string to ${name}: give its clients ${variableName(name)}.connection({ user, database: '${database}' })`,
        ]
      : []),
  ];
}

// What is read, and what pods do by themselves or leave to the cluster.
const knownFields = new Set(
  (
    'image build command entrypoint environment env_file working_dir user ports expose volumes healthcheck deploy stop_grace_period secrets ' +
    'configs profiles depends_on restart container_name networks labels annotations logging links pull_policy platform init develop attach stdin_open tty'
  ).split(' '),
);

function notesOf(service: ComposeService, namespace: string): string[] {
  const { name, fields } = service;
  const image = typeof fields['image'] === 'string' ? fields['image'] : '';
  const isUnnamed = image !== '' && interpolated(image) === undefined;
  const fromShell = variablesOf(service).flatMap(([variable, value]) => (value === undefined ? [variable] : []));
  const ports = unknownPorts(service);
  const unread = Object.keys(fields).filter((field) => !knownFields.has(field) && !field.startsWith('x-'));
  const volumes = (Array.isArray(fields['volumes']) ? fields['volumes'] : []) as unknown[];
  const isBuilt = fields['image'] === undefined;
  const hasFolders = volumes.some((each) => typeof each === 'string' && /^[./~]/.test(each));
  return [
    ...(isBuilt ? [`${name} is built here: push its image, and write its name in the program`] : []),
    ...(isUnnamed
      ? [`${name} has the image ${image}, whose variables have no value: write its name in the program`]
      : []),
    ...(ports.length === 0
      ? []
      : [`${name} has the ports ${ports.join(', ')}, whose variables have no value: write them in the program`]),
    ...(fromShell.length === 0
      ? []
      : [
          `${name} has ${fromShell.join(', ')} from the shell: npx cdk8s-backend secrets dist ` +
            `${fromShell.map((variable) => `--set ${namespace}/${name}-secrets.${variable}`).join(' ')} asks for the values`,
        ]),
    ...(unread.length === 0 ? [] : [`${name} has ${unread.join(', ')} in compose alone: see what its pods need of it`]),
    ...(hasFolders
      ? [`${name} mounts folders of this machine: put what it needs into the image, files or mounts`]
      : []),
    ...(fields['env_file'] === undefined
      ? []
      : [`${name} has variables in env_file: write them, those with secrets as SecretRefs`]),
    ...(fields['secrets'] === undefined && fields['configs'] === undefined
      ? []
      : [`${name} has secrets or configs of compose: write them as SecretRefs and files`]),
  ];
}
