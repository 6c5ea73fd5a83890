import { Findings } from '../../findings/findings';
import { Problem, quoted } from '../../findings/problem';
import { imageProblem, imageVersion } from '../../kubernetes/image';
import { checkResources, ContainerResources, resources, withDefaults } from '../../kubernetes/resources';
import { object } from '../../props/object';
import { string } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf } from '../../props/schema';
import { credentials } from '../users/credentials';
import { checkUserSecret, DecidedMongoUser, userVolume } from '../users/user';

const defaultResources: ContainerResources = {
  requests: { cpu: '10m', memory: '64Mi', 'ephemeral-storage': '16Mi' },
  limits: { cpu: '200m', memory: '512Mi', 'ephemeral-storage': '16Mi' },
};

const exporterTable = object({
  /**
   * The exporter's user, which the set creates with the roles `clusterMonitor` on `admin` and `read` on `local`. It is not one of
   * `users`. The exporter reads it when it starts: after a change of the password, restart its Deployment.
   */
  credentials: credentials('mongo-exporter', ['username', 'password']),
  /** The image, of 0.41 or later. @default 'docker.io/percona/mongodb_exporter:0.53.0' */
  image: string({ check: exporterImageProblem, default: 'docker.io/percona/mongodb_exporter:0.53.0' }),
  /** The requests and limits. @default - requests 10m CPU and 64Mi memory; limits 200m and 512Mi */
  resources: optional(resources),
});

/**
 * Percona's exporter: a Deployment that reads every member over the network, for all of the server's own figures.
 * https://github.com/percona/mongodb_exporter
 */
export interface MongoExporter extends PropsOf<typeof exporterTable>, Props {}

/** The exporter with every default decided but that of its resources. */
export interface DecidedExporter extends Decided<typeof exporterTable> {}

/** The schema of the exporter. */
export const mongoExporter = named<MongoExporter, DecidedExporter>(exporterTable);

/** Returns the requests and limits of the exporter's container. */
export function exporterResources({ resources }: DecidedExporter): ContainerResources {
  return withDefaults(resources, defaultResources);
}

/** Returns the user that the exporter logs in as: it sees the server's figures and the oplog, and no data. */
export function exporterUser({ credentials }: DecidedExporter): DecidedMongoUser {
  return {
    credentials,
    database: 'admin',
    passwordAlphabet: 'uri',
    roles: [
      { role: 'clusterMonitor', db: 'admin' },
      { role: 'read', db: 'local' },
    ],
  };
}

/** Reports an exporter whose Secret cannot be mounted, or is listed as a user's too, and requests above their limits. */
export function checkExporter(
  findings: Findings,
  exporter: DecidedExporter,
  { users, namespace }: { readonly users: readonly DecidedMongoUser[]; readonly namespace: string | undefined },
): void {
  const { name } = exporter.credentials;
  checkUserSecret(findings, 'exporter.credentials', exporter.credentials, namespace);
  if (users.some(({ credentials }) => userVolume(credentials.name) === userVolume(name)))
    findings.add('exporter.credentials', {
      code: 'not-unique',
      want: 'must not be those of one of users',
      got: quoted(name),
      write: 'leave the user out of users, because the set creates it',
    });
  checkResources(findings.inside('exporter'), exporterResources(exporter));
}

// Releases before 0.40 read one member, and those before 0.41 do not know `--no-collector.exporter-metrics`.
function exporterImageProblem(image: string): Problem | undefined {
  const problem = imageProblem(image);
  const [, minor] = /^0\.(\d+)\./.exec(imageVersion(image) ?? '') ?? [];
  if (problem !== undefined || minor === undefined || Number(minor) >= 41) return problem;
  const want = 'must be of release 0.41 or later';
  const write = 'write one such as "docker.io/percona/mongodb_exporter:0.53.0"';
  return { code: 'unsupported', want, got: quoted(image), write };
}
