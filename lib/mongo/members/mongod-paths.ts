import { agentDirectory, agentFiles } from '../agent/contract';

/** The user `mongodb` of the official image, and its group. */
export const mongodbUser = 999;

/** The paths at which a member's containers have mounted files. */
export const mongoPaths = {
  data: '/data/db',
  keyfile: '/run/mongo/keyfile',
  /** The file of the desired state, which the agent reads before every reconciliation. */
  desired: `${agentDirectory}/${agentFiles.desired}`,
  /** The users' Secrets, a directory each. */
  users: '/etc/users',
  /** The Secret of the members' certificate, and what mongod reads of it. */
  certificateSecret: '/etc/tls',
  certificate: '/run/tls',
} as const;
