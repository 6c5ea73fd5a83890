import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { object } from '../../manifests';
import { messages } from '../changed';

const found = (before: KubernetesManifest, after: KubernetesManifest): string[] =>
  messages('changes-database-release', before, after);
const set = (image: string, more: object = { volumeClaimTemplates: [{ metadata: { name: 'data' } }] }) =>
  object('StatefulSet', {
    spec: {
      template: { spec: { containers: [{ name: 'db', image, volumeMounts: [{ name: 'data', mountPath: '/data' }] }] } },
      ...more,
    },
  });
const custom = (apiVersion: string, kind: string, spec: object): KubernetesManifest => ({
  ...object(kind, { spec }),
  apiVersion,
});
const cluster = (imageName: string) => custom('postgresql.cnpg.io/v1', 'Cluster', { imageName });
const elastic = (version: string) => custom('elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', { version });

test.each([
  [
    'PostgreSQL in pods',
    set('docker.io/bitnami/postgresql:15.4.0'),
    set('docker.io/bitnami/postgresql:16.1.0'),
    'PostgreSQL 16 does not start on data of 15; run pg_upgrade, or dump the data and restore it',
  ],
  [
    'an earlier MariaDB',
    set('mariadb:11.4'),
    set('mariadb:10.11'),
    'MariaDB 10 does not start on data of 11; restore a backup into a new one',
  ],
  [
    'PostgreSQL of an operator',
    cluster('ghcr.io/cloudnative-pg/postgresql:16.3'),
    cluster('ghcr.io/cloudnative-pg/postgresql:17.0'),
    'its operator upgrades the data from 16 to 17 while the database is stopped, or refuses',
  ],
  [
    'PostgreSQL of an operator, by a number',
    custom('postgres-operator.crunchydata.com/v1beta1', 'PostgresCluster', { postgresVersion: 16 }),
    custom('postgres-operator.crunchydata.com/v1beta1', 'PostgresCluster', { postgresVersion: 15 }),
    'PostgreSQL 15 does not start on data of 16; restore a backup into a new one',
  ],
  [
    'an earlier Elasticsearch',
    elastic('8.11.0'),
    elastic('7.17.0'),
    'Elasticsearch 7 does not start on data of 8; restore a backup into a new one',
  ],
])('says what another major release does: %s', (_, before, after, message) => {
  expect(found(before, after)).toEqual([message]);
});

test.each([
  ['a minor release', set('postgres:16.1'), set('postgres:16.3-alpine')],
  ['a later release of a database that upgrades its data', elastic('7.17.0'), elastic('8.11.0')],
  ['pods whose data goes with them', set('postgres:15', {}), set('postgres:16', {})],
  ['another program', set('shop:1'), set('shop:2')],
  ['a tag without a number', set('postgres:latest'), set('postgres:16')],
])('says nothing of %s', (_, before, after) => {
  expect(found(before, after)).toEqual([]);
});
