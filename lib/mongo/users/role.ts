import { Findings, shown } from '../../findings/findings';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { oneOf, string } from '../../props/scalar';
import { named, optional, Props, PropsOf } from '../../props/schema';
import { union } from '../../props/union';
import { DesiredRole } from '../agent/contract';
import { BuiltInRole, builtInRoles } from './built-in-roles';
import { databaseProblem } from './database';
import { roleProblem } from './known-role';

const database = string({ check: databaseProblem, example: '"user-admin"' });

const role = object({
  /** The role's name. */
  role: named<BuiltInRole | (string & Record<never, never>)>(string({ example: '"readWrite"' })),
  /** The database that the role belongs to. */
  db: database,
});

/** A role on a database: built in, one of the set's `roles`, or one that an administrator created. */
export interface MongoRole extends PropsOf<typeof role>, Props {}

/** The schema of roles that a user or another role has. */
export const roles = array(named<MongoRole>(role), { example: '[{ role: "readWrite", db: "user-admin" }]' });

const privilege = object({
  /** The cluster, a collection, where the empty string stands for every database or collection, or everything. */
  resource: union(
    [
      object({ cluster: oneOf([true]) }),
      object({ db: string(), collection: string() }),
      object({ anyResource: oneOf([true]) }),
    ],
    { example: '{ db: "user-admin", collection: "" }' },
  ),
  /** The actions, such as `find` or `insert`. */
  actions: array(string(), { example: '["find"]' }),
});

/** Actions on a resource. https://www.mongodb.com/docs/manual/reference/privilege-actions/ */
export interface MongoPrivilege extends PropsOf<typeof privilege>, Props {}

const customRole = object({
  /** Its name, which no built-in role has. */
  role: string({ example: '"auditor"' }),
  /** The database it belongs to; a role of `admin` may give rights on all of them. */
  db: database,
  /**
   * The actions that it allows.
   * @default - nothing of its own
   */
  privileges: optional(array(named<MongoPrivilege>(privilege))),
  /**
   * The roles whose rights it has too.
   * @default - none
   */
  roles: optional(roles),
});

/** A role that the set has as long as it is listed; one that is taken out of the list stays in the database. */
export interface MongoCustomRole extends PropsOf<typeof customRole>, Props {}

/** The schema of the set's own roles. */
export const customRoles = array(named<MongoCustomRole>(customRole), {
  example: '[{ role: "auditor", db: "admin", roles: [{ role: "readAnyDatabase", db: "admin" }] }]',
  default: [],
});

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
      findings.add(subject, {
        code: 'invalid-format',
        want: 'must be named by letters, digits, ".", "_", "~" and "-"',
        write: 'write a name such as "auditor"',
      });
    if (builtInRoles.includes(role) || role === '__system')
      findings.add(subject, {
        code: 'invalid-value',
        want: 'is built in',
        write: 'write another name, such as "auditor"',
      });
    if (seen.has(`${db}.${role}`))
      findings.add(subject, {
        code: 'not-unique',
        want: 'is named twice',
        write: 'write one role with the privileges of both',
      });
    seen.add(`${db}.${role}`);
    if (privileges.length + inherited.length === 0)
      findings.add(subject, {
        code: 'invalid-value',
        want: 'allows nothing',
        got: 'neither privileges nor roles',
        write: 'write one of them',
      });
    for (const one of inherited) findings.add(`${subject}: roles`, roleProblem(one, roles));
    for (const { actions } of privileges)
      if (actions.length === 0)
        findings.add(`${subject}: actions`, {
          code: 'invalid-value',
          want: 'must be named',
          got: '[]',
          write: 'write ["find"]',
        });
  }
}
