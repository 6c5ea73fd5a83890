/** The user `mongodb` of the official image, and its group. */
export const mongodbUser = 999;

/** The port of mongod, the same in every member. */
export const mongodPort = 27017;

/** The port at which a member's agent answers probes and mongod's preStop hook. */
export const agentPort = 27027;

/** Where a member's containers find what is mounted for them. */
export const mongoPaths = {
  data: '/data/db',
  keyfile: '/run/mongo/keyfile',
  /** What the agent brings about while the set runs: it reads it anew in every turn. */
  wanted: '/agent/wanted.json',
  /** The users' Secrets, a directory each. */
  credentials: '/etc/users',
  /** The Secret of the members' certificate, and what mongod reads of it. */
  certificateSecret: '/etc/tls',
  certificate: '/run/tls',
} as const;
