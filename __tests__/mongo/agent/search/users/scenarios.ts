import { DesiredRole, DesiredUser } from '../../../../../lib/mongo/agent/contract';
import { app } from '../../set';
import { UsersScenario } from './world';

const shop: DesiredUser = { ...app, name: 'shop' };
const auditor: DesiredRole = { role: 'auditor', db: 'admin', privileges: [], roles: [{ role: 'read', db: 'shop' }] };
const audit: DesiredUser = { ...app, name: 'audit', roles: [{ role: 'auditor', db: 'admin' }] };

/** The searches over users. */
export const usersScenarios: readonly UsersScenario[] = [
  {
    name: 'users: created, rotated, refused, removed',
    elections: 1,
    plan: [
      { users: [shop], secrets: { shop: ['shop', 'one'] } },
      {
        users: [{ ...shop, roles: [] }, audit],
        roles: [auditor],
        secrets: { shop: ['shop', 'two'], audit: ['audit', ''] },
      },
      {
        users: [audit],
        roles: [{ ...auditor, roles: [] }],
        secrets: { audit: ['audit', 'one'] },
        removedUsers: [{ username: 'shop', database: 'admin' }],
      },
    ],
  },
  {
    name: 'users: two Secrets with one name',
    plan: [
      { users: [shop, audit], secrets: { shop: ['shop', 'one'], audit: ['shop', 'two'] } },
      { users: [shop, { ...audit, roles: [] }], secrets: { shop: ['shop', 'one'], audit: ['audit', 'two'] } },
    ],
  },
  {
    name: 'users: one that the server refuses, beside another',
    impossible: 'first',
    plan: [
      {
        users: [{ ...app, name: 'first', roles: [{ role: 'unknown', db: 'shop' }] }, shop],
        secrets: { first: ['first', 'one'], shop: ['shop', 'one'] },
      },
    ],
  },
];
