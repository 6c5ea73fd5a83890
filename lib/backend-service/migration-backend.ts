import { Backend, targetsOf } from './model/backend';
import { MigrationProps, migrationResources } from './workload/jobs';
import { ownVariables } from './config/own-variables';
import { migrationVariables } from './config/migration-variables';

/** The backend as a migration's pods see it, and the texts that reach them through a ConfigMap. */
export interface MigrationBackend {
  readonly backend: Backend;
  readonly texts: Readonly<Record<string, string>>;
}

/** Leaves out all that changes without concerning the migration, for a Job whose pods change is another Job and runs again. */
export function migrationBackend(backend: Backend, migration: MigrationProps): MigrationBackend {
  const { given, props } = backend;
  const resources = migrationResources(migration);
  const { texts, variables } = migrationVariables(ownVariables(given, resources), migration.variables);
  return {
    backend: {
      ...backend,
      props: { ...props, nodeLossSeconds: undefined },
      resources,
      variables,
      targets: targetsOf(given, variables),
    },
    texts,
  };
}
