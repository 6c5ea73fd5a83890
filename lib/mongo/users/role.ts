import { Findings } from '../../findings/findings';
import { Problem, quoted } from '../../findings/problem';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { oneOf, string } from '../../props/scalar';
import { Decided, named, Props, PropsOf, refine } from '../../props/schema';
import { union } from '../../props/union';
import { DesiredRole } from '../agent/contract';
import { BuiltInRole, builtInRoles, roleProblem } from './role-names';

const database = string({ check: databaseProblem, example: '"user-admin"' });

const role = object({
  /** The role's name. */
  role: named<BuiltInRole | (string & Record<never, never>)>(string({ example: '"readWrite"' })),
  /** The database that the role belongs to. */
  db: database,
});

/** A role on a database: built in, one of the set's `roles`, or one that an administrator created. */
export interface MongoRole extends PropsOf<typeof role>, Props {}

/** The schema of a role that a user or another role has. */
export const mongoRole = named<MongoRole>(role);

const privilege = object({
  /** The cluster, a collection or everything. */
  resource: union(
    [
      object({
        /** True for the set as a whole. */
        cluster: oneOf([true]),
      }),
      object({
        /** The database; the empty string for every database. */
        db: string(),
        /** The collection; the empty string for every collection. */
        collection: string(),
      }),
      object({
        /** True for everything. */
        anyResource: oneOf([true]),
      }),
    ],
    { example: '{ db: "user-admin", collection: "" }' },
  ),
  /** The actions, such as `find` or `insert`. */
  actions: array(string(), { check: actionsProblem, example: '["find"]' }),
});

/** Actions on a resource. https://www.mongodb.com/docs/manual/reference/privilege-actions/ */
export interface MongoPrivilege extends PropsOf<typeof privilege>, Props {}

const customRole = object({
  /** The role's name, which no built-in role has. */
  role: string({ check: roleNameProblem, example: '"auditor"' }),
  /** The database that the role belongs to. A role of `admin` can give rights on all databases. */
  db: database,
  /** The actions that the role allows. @default - none */
  privileges: array(named<MongoPrivilege>(privilege), { default: [] }),
  /** The roles whose rights the role has too. @default - none */
  roles: array(mongoRole, { example: '[{ role: "readAnyDatabase", db: "admin" }]', default: [] }),
});

/** A role that the set has as long as it is listed. A role that is taken out of the list stays in the database. */
export interface MongoCustomRole extends PropsOf<typeof customRole>, Props {}

/** A role of the set with every default decided. */
export interface DecidedRole extends Decided<typeof customRole> {}

/** The schema of the set's own roles. */
export const customRoles = array(named<MongoCustomRole, DecidedRole>(refine(customRole, rightsProblem)), {
  example: '[{ role: "auditor", db: "admin", roles: [{ role: "readAnyDatabase", db: "admin" }] }]',
  default: [],
});

/** Returns the roles as the agent reads them: actions in their order, because the server does not keep another. */
export function agentRoles(roles: readonly DecidedRole[]): DesiredRole[] {
  return roles.map((role) => ({
    ...role,
    privileges: role.privileges.map(({ resource, actions }) => ({ resource, actions: [...actions].sort() })),
  }));
}

/** Reports roles that are listed twice, and roles that have a role that does not exist. */
export function checkRoles(findings: Findings, roles: readonly DecidedRole[]): void {
  const seen = new Set<string>();
  for (const [index, { role, db, roles: inherited }] of roles.entries()) {
    const place = `roles[${index}]`;
    const name = `${db}.${role}`;
    const write = 'write one role with the privileges of both';
    if (seen.has(name))
      findings.add(place, { code: 'not-unique', want: 'must be listed once', got: quoted(role), write });
    seen.add(name);
    for (const [other, one] of inherited.entries()) findings.add(`${place}.roles[${other}]`, roleProblem(one, roles));
  }
}

function roleNameProblem(role: string): Problem | undefined {
  if (!/^[\w.~-]+$/.test(role)) {
    const want = 'must be letters, digits, ".", "_", "~" and "-"';
    return { code: 'invalid-format', want, got: quoted(role), write: 'write a name such as "auditor"' };
  }
  if (!builtInRoles.includes(role) && role !== '__system') return undefined;
  const write = 'write another name, such as "auditor"';
  return { code: 'not-unique', want: 'must not be a built-in role', got: quoted(role), write };
}

/** Returns the problem of a database's name. https://www.mongodb.com/docs/manual/reference/limits/#naming-restrictions */
export function databaseProblem(name: string): Problem | undefined {
  if (name.length > 0 && name.length < 64 && !/[/\\. "$*<>:|?\0]/.test(name)) return undefined;
  const want = 'must be 1 to 63 characters without spaces and without any of /\\."$*<>:|?';
  return { code: 'invalid-format', want, got: quoted(name), write: 'write a name such as "user-admin"' };
}

function rightsProblem({ privileges, roles }: DecidedRole): Problem | undefined {
  if (privileges.length + roles.length > 0) return undefined;
  const got = 'neither privileges nor roles';
  return { code: 'missing-prop', want: 'must allow something', got, write: 'write one of them' };
}

function actionsProblem(actions: readonly string[]): Problem | undefined {
  if (actions.length > 0) return undefined;
  return { code: 'out-of-range', want: 'must not be empty', got: '[]', write: 'write ["find"]' };
}
