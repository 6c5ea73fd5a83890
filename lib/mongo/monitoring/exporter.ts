import { SecretRef } from '../../secrets/secret-ref';
import { Findings, shown } from '../../findings/findings';
import { imageProblem } from '../../kubernetes/image';
import { checkResources, Resources, resourcesShape, withDefaults } from '../../kubernetes/resources';
import { optional, record, scalar, shapeFrom } from '../../props/shape';
import { credentials } from '../users/credentials';
import { DecidedUser, MongoUser } from '../users/user';

/** Percona's exporter beside each mongod: all of the server's own figures. https://github.com/percona/mongodb_exporter */
export interface MongoExporter {
  /**
   * Its user, which the set makes with the roles `clusterMonitor` on `admin` and `read` on `local`. Not one of `users`. It is read
   * when the exporter starts: after a change of the password, restart the members.
   */
  readonly credentials: SecretRef<'username' | 'password'>;
  /** @default 'docker.io/percona/mongodb_exporter:0.53.0' */
  readonly image?: string;
  /**
   * What it asks for, and at most gets.
   * @default - 10m CPU and 64Mi, at most 200m and 512Mi
   */
  readonly resources?: Resources;
}

export const exporterShape = optional(
  record<MongoExporter>({
    credentials: shapeFrom(credentials('mongo-exporter', ['username', 'password'])),
    image: optional(scalar),
    resources: resourcesShape,
  }),
);

const defaultResources: Resources = {
  requests: { cpu: '10m', memory: '64Mi', 'ephemeral-storage': '16Mi' },
  limits: { cpu: '200m', memory: '512Mi', 'ephemeral-storage': '16Mi' },
};

/** The image and the resources with every default decided. */
export function exporterWithDefaults({ image, resources }: MongoExporter): { image: string; resources: Resources } {
  return {
    image: image ?? 'docker.io/percona/mongodb_exporter:0.53.0',
    resources: withDefaults(resources, defaultResources),
  };
}

/** The user that the exporter logs in as: it sees the server's figures and the oplog, and no data. */
export function exporterUser({ credentials }: MongoExporter): DecidedUser {
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

/** Reports an exporter that cannot run, and one whose user is declared twice. */
export function checkExporter(findings: Findings, exporter: MongoExporter, users: readonly MongoUser[]): void {
  const { credentials } = exporter;
  if (users.some((user) => user.credentials === credentials)) {
    findings.add('exporter.credentials', {
      code: 'invalid-value',
      want: 'are also those of one of users',
      got: shown(credentials.name),
      write: 'leave it out of users, the set makes it',
    });
  }
  const { image, resources } = exporterWithDefaults(exporter);
  findings.add('exporter.image', imageProblem(image));
  checkResources(findings.of('exporter:'), resources);
}
