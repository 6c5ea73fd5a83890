const ofDatabases = ['read', 'readWrite', 'dbAdmin', 'userAdmin', 'dbOwner'] as const;

const ofCluster = [
  'clusterMonitor',
  'clusterManager',
  'clusterAdmin',
  'hostManager',
  'enableSharding',
  'backup',
  'restore',
  'readAnyDatabase',
  'readWriteAnyDatabase',
  'userAdminAnyDatabase',
  'dbAdminAnyDatabase',
  'root',
] as const;

/** MongoDB's built-in roles. https://www.mongodb.com/docs/manual/reference/built-in-roles/ */
export type BuiltInRole = (typeof ofDatabases)[number] | (typeof ofCluster)[number];

/** The built-in roles that every database has. */
export const databaseRoles: readonly string[] = ofDatabases;

/** The built-in roles, of which those about the whole set are in `admin` alone. */
export const builtInRoles: readonly string[] = [...ofDatabases, ...ofCluster];
