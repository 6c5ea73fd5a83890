import { Backend, targetsOf } from './model/backend';
import { DecidedMigration, migrationResources } from './workload/jobs';
import { ownVariables } from './config/own-variables';
import { migrationVariables } from './config/migration-variables';

/** The backend as a migration's pods see it, and the strings that reach them through a ConfigMap. */
export interface MigrationBackend {
  readonly backend: Backend;
  readonly texts: Readonly<Record<string, string>>;
}

/** Returns the backend without the fields that do not concern the migration: a Job whose pods change is another Job and runs again. */
export function migrationBackend(backend: Backend, migration: DecidedMigration): MigrationBackend {
  const { props } = backend;
  const resources = migrationResources(migration);
  const { texts, variables } = migrationVariables(ownVariables(props, resources), migration.variables);
  return {
    backend: {
      ...backend,
      props: { ...props, tolerationSeconds: undefined },
      resources,
      variables,
      targets: targetsOf(props, variables),
    },
    texts,
  };
}
