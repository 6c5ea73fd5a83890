import { Findings, shown } from '../values/findings';
import { advised, either, flag, listOf, optional, record, text } from '../values/shape';
import { DesiredRole } from './agent/contract';
import { BuiltInRole, builtInRoles } from './built-in-roles';
import { databaseProblem } from './database';
import { roleProblem } from './known-role';

/** A role on a database: built in, one of the set's `roles`, or one that an administrator made. */
export interface MongoRole {
  readonly role: BuiltInRole | (string & Record<never, never>);
  readonly db: string;
}

/** A role that the set has as long as it is listed; one that is taken out of the list stays in the database. */
export interface MongoCustomRole {
  /** Its name, which no built-in role has. */
  readonly role: string;
  /** The database it belongs to; a role of `admin` may give rights on all of them. */
  readonly db: string;
  /**
   * What it allows.
   * @default - nothing of its own
   */
  readonly privileges?: readonly MongoPrivilege[];
  /**
   * The roles whose rights it has too.
   * @default - none
   */
  readonly roles?: readonly MongoRole[];
}

/** Actions on a resource. https://www.mongodb.com/docs/manual/reference/privilege-actions/ */
export interface MongoPrivilege {
  /** The cluster, a collection, where the empty text stands for every database or collection, or everything there is. */
  readonly resource:
    { readonly cluster: true } | { readonly db: string; readonly collection: string } | { readonly anyResource: true };
  /** Such as `find` or `insert`. */
  readonly actions: readonly string[];
}

const databaseShape = advised(text, '"user-admin"');

export const rolesShape = advised(
  listOf(record<MongoRole>({ role: advised(text, '"readWrite"'), db: databaseShape })),
  '[{ role: "readWrite", db: "user-admin" }]',
);

export const customRolesShape = advised(
  listOf(
    record<MongoCustomRole>({
      role: advised(text, '"auditor"'),
      db: databaseShape,
      privileges: optional(
        listOf(
          record<MongoPrivilege>({
            resource: advised(
              either(record({ cluster: flag }), record({ db: text, collection: text }), record({ anyResource: flag })),
              '{ db: "user-admin", collection: "" }',
            ),
            actions: advised(listOf(text), '["find"]'),
          }),
        ),
      ),
      roles: optional(rolesShape),
    }),
  ),
  '[{ role: "auditor", db: "admin", roles: [{ role: "readAnyDatabase", db: "admin" }] }]',
);

/** The roles as the agent reads them. */
export function agentRoles(roles: readonly MongoCustomRole[]): DesiredRole[] {
  return roles.map(({ role, db, privileges = [], roles: inherited = [] }) => ({
    role,
    db,
    privileges: privileges.map(({ resource, actions }) => ({ resource, actions: [...actions].sort() })),
    roles: inherited.map((one) => ({ role: one.role, db: one.db })),
  }));
}

/** Reports roles that cannot be made: without rights, named twice or as a built-in role, in databases that cannot be. */
export function checkRoles(findings: Findings, roles: readonly MongoCustomRole[]): void {
  const seen = new Set<string>();
  for (const { role, db, privileges = [], roles: inherited = [] } of roles) {
    const subject = `role ${shown(role)}`;
    if (typeof role !== 'string' || !/^[\w.~-]+$/.test(role))
      findings.add(subject, 'must be named by letters, digits, ".", "_", "~" and "-"; write a name such as "auditor"');
    if (builtInRoles.includes(role) || role === '__system')
      findings.add(subject, 'is built in; write another name, such as "auditor"');
    if (seen.has(`${db}.${role}`)) findings.add(subject, 'is named twice; write one role with the privileges of both');
    seen.add(`${db}.${role}`);
    findings.add(`${subject}: db`, databaseProblem(db));
    if (privileges.length + inherited.length === 0)
      findings.add(subject, 'allows nothing, got neither privileges nor roles; write one of them');
    for (const one of inherited) findings.add(`${subject}: roles`, roleProblem(one, roles));
    for (const { actions } of privileges)
      if (actions.length === 0) findings.add(`${subject}: actions`, 'must be named, got []; write ["find"]');
  }
}
