// cdk8s-backend 0.1.0, agent.js 41a1b9298c5745fb, bundled from lib/mongo/agent
'use strict';

const { X509Certificate, createHash, createPrivateKey } = require("node:crypto");
const { lookup } = require("node:dns/promises");
const { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } = require("node:fs");
const { createServer, request: httpRequest } = require("node:http");
const { Agent, request: httpsRequest } = require("node:https");
const { connect: connect2 } = require("node:net");
const { dirname, join } = require("node:path");
const { performance } = require("node:perf_hooks");
const { connect } = require("node:tls");

// contract.ts
var agentDirectory = "/agent";
var agentFiles = {
  start: "main.js",
  program: "agent.js",
  settings: "agent.json",
  desired: "desired.json"
};
var topologyAnnotation = "cdk8s-backend/topology";
var agentPaths = { ready: "/readyz", alive: "/livez", drain: "/drain", metrics: "/metrics" };

// files/settings.ts
function readSettings(file) {
  const { tls, ...settings } = JSON.parse(readFileSync(file, "utf8"));
  return tls !== void 0 && existsSync(tls.served) ? { ...settings, tls } : settings;
}
function readDesired({ desired }) {
  return JSON.parse(readFileSync(desired, "utf8"));
}

// files/credentials.ts
function keysOf(text) {
  const items = text.split("\n").filter((line) => line.trim() !== "");
  if (!items.every((line) => line.startsWith("- "))) return [text.replace(/\s/g, "")];
  return items.map((line) => line.slice(2).replace(/[\s"']/g, ""));
}
function readCredentials(directory, passwordAlphabet = "uri") {
  if (!existsSync(directory))
    return { problem: "this pod is older than the user, and has its Secret once it is replaced" };
  try {
    const [username, password] = [readValue(directory, "username"), readValue(directory, "password")];
    const problem = valueProblem("username", username, "uri") ?? valueProblem("password", password, passwordAlphabet);
    return problem === void 0 ? { username, password } : { problem };
  } catch {
    return { problem: "the Secret must have the keys of username and password" };
  }
}
var alphabets = {
  uri: {
    pattern: /^[A-Za-z0-9._~-]+$/,
    rule: 'of letters, digits, ".", "_", "~" and "-" alone, because it is part of a URI'
  },
  printable: { pattern: /^[\x20-\x7e]+$/, rule: "of printable ASCII characters alone" }
};
function readValue(directory, key) {
  return readFileSync(join(directory, key), "utf8").replace(/\r?\n$/, "");
}
function valueProblem(key, value, alphabet) {
  const { pattern, rule } = alphabets[alphabet];
  if (value === "") return `the ${key} in the Secret must not be empty`;
  return pattern.test(value) ? void 0 : `the ${key} in the Secret must be ${rule}`;
}

// mongod/hosts.ts
function localHost({ port }) {
  return `127.0.0.1:${port}`;
}
function memberHost(settings, ordinal) {
  return `${memberName(settings, ordinal)}:${settings.port}`;
}
function memberName({ name, domain }, ordinal) {
  return `${name}-${ordinal}.${domain}`;
}
function memberOrdinal(settings, host) {
  const ordinal = Number(/-(\d+)\./.exec(host.slice(settings.name.length))?.[1] ?? NaN);
  return host === memberHost(settings, ordinal) ? ordinal : void 0;
}

// files/certificate.ts
var usages = { "server auth": "1.3.6.1.5.5.7.3.1", "client auth": "1.3.6.1.5.5.7.3.2" };
var longestChain = 8;
function certificateProblem({ certificate, key, authority }, host, now) {
  const chain = certificatesOf(certificate);
  const authorities = certificatesOf(authority);
  const [leaf] = chain;
  if (leaf === void 0) return "tls.crt must be a certificate in PEM";
  if (authorities.length === 0) return "ca.crt must be certificates in PEM";
  if (!isKeyOf(leaf, key)) return "tls.key must be the private key of tls.crt, in PEM without a passphrase";
  if (now > new Date(leaf.validTo)) return `tls.crt ended on ${leaf.validTo}`;
  if (now < new Date(leaf.validFrom)) return `tls.crt begins on ${leaf.validFrom}`;
  if (leaf.checkHost(host) === void 0) return `tls.crt must be for ${host}, got ${leaf.subjectAltName ?? "no name"}`;
  const allowed = leaf.keyUsage;
  const missing = Object.entries(usages).filter(([, usage]) => allowed?.includes(usage) === false);
  if (missing.length > 0) return `tls.crt must have the usage ${missing.map(([name]) => name).join(" and ")}`;
  return isSigned(leaf, chain, authorities) ? void 0 : "tls.crt must be signed by a root certificate in ca.crt";
}
function certificatesOf(text) {
  try {
    const parts = text.match(/-----BEGIN CERTIFICATE-----[^]+?-----END CERTIFICATE-----/g) ?? [];
    return parts.map((part) => new X509Certificate(part));
  } catch {
    return [];
  }
}
function isKeyOf(certificate, key) {
  try {
    return certificate.checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}
function isSigned(leaf, chain, authorities) {
  let signed = leaf;
  for (let length = 0; length < longestChain; length += 1) {
    if (authorities.includes(signed) && isSignedBy(signed, signed)) return true;
    const issuer = [...authorities, ...chain].find((other) => other !== signed && isSignedBy(signed, other));
    if (issuer === void 0) return false;
    signed = issuer;
  }
  return false;
}
function isSignedBy(certificate, issuer) {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

// files/certificate-files.ts
function givenCertificate({ source }, name) {
  try {
    const [certificate = "", key = "", authority = ""] = ["tls.crt", "tls.key", "ca.crt"].map(
      (file) => readFileSync(join(source, file), "utf8")
    );
    const problem = certificateProblem({ certificate, key, authority }, name, new Date());
    return problem === void 0 ? { certificate, key, authority } : { problem };
  } catch {
    return { problem: "it must have the keys tls.crt, tls.key and ca.crt" };
  }
}
function servedFiles({ served }) {
  return { pair: join(served, "pair.pem"), authority: join(served, "ca.pem"), mark: join(served, "served") };
}
function isServed(tls, files) {
  return readFileSync(servedFiles(tls).mark, "utf8").trim() === hashOf(files);
}
function writeServed(tls, { certificate, key, authority }) {
  const files = servedFiles(tls);
  const before = [files.authority, files.pair].map((file) => ({ file, text: readFileSync(file, "utf8") }));
  replace(files.authority, authority);
  replace(files.pair, `${certificate}
${key}`);
  return () => {
    for (const { file, text } of before) replace(file, text);
  };
}
function markServed(tls, files) {
  replace(servedFiles(tls).mark, hashOf(files));
}
function hashOf({ certificate, key, authority }) {
  return createHash("sha256").update(certificate).update(key).update(authority).digest("hex");
}
function replace(file, text) {
  const next = `${file}.next`;
  rmSync(next, { force: true });
  writeFileSync(next, text, { mode: 256 });
  renameSync(next, file);
}

// mongod/handshake.ts
function handshake(host, authority, timeout = 2e3) {
  const { hostname, port } = new URL(`tls://${host}`);
  return new Promise((resolve) => {
    let isOpen = false;
    const socket = connect({
      host: hostname,
      port: Number(port),
      servername: hostname,
      ca: authority,
      rejectUnauthorized: false,
      timeout
    });
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.on("connect", () => isOpen = true);
    socket.on("secureConnect", () => {
      end(socket.authorized ? "tls" : "untrusted");
    });
    socket.on("timeout", () => {
      end("silent");
    });
    socket.on("error", () => {
      end(isOpen ? "plain" : "silent");
    });
  });
}

// mongod/transport.ts
async function transport(settings, host) {
  const { tls } = settings;
  if (tls === void 0) return "";
  if (host === localHost(settings)) return "&tls=true&tlsAllowInvalidCertificates=true";
  const { authority } = servedFiles(tls);
  if (tls.mode !== "require" && await handshake(host, readFileSync(authority)) === "plain") return "";
  return `&tls=true&tlsCAFile=${encodeURIComponent(authority)}`;
}

// mongod/connections.ts
var uriOptions = "directConnection=true&serverSelectionTimeoutMS=2000&connectTimeoutMS=2000&socketTimeoutMS=30000&maxPoolSize=2";
var Connections = class {
  constructor(Mongo2, settings, transportTo = transport) {
    this.Mongo = Mongo2;
    this.settings = settings;
    this.transportTo = transportTo;
  }
  Mongo;
  settings;
  transportTo;
  #open = new Map();
  #opening = new Map();
  local(command, database) {
    return this.run(localHost(this.settings), command, database);
  }
  async run(host, command, database = "admin") {
    const connection = this.#open.get(host) ?? await this.#opened(host);
    try {
      return await connection.getDB(database).runCommand(command);
    } catch (error) {
      if (!isRefusal(error) || isLoginRefusal(error)) await this.#drop(host, connection);
      throw error;
    }
  }
  async accepts(username, password, database) {
    try {
      const connection = await this.#login(localHost(this.settings), username, password, encodeURIComponent(database));
      await connection.close();
      return true;
    } catch (error) {
      if (isLoginRefusal(error)) return false;
      throw error;
    }
  }
  #opened(host) {
    const opening = this.#opening.get(host) ?? this.#connect(host).finally(() => this.#opening.delete(host));
    this.#opening.set(host, opening);
    return opening;
  }
  async #connect(host) {
    let refusal;
    for (const key of keysOf(readFileSync(this.settings.keyfile, "utf8"))) {
      try {
        const connection = await this.#login(host, "__system", key, "local&authMechanism=SCRAM-SHA-256");
        this.#open.set(host, connection);
        return connection;
      } catch (error) {
        refusal = error;
        if (!isLoginRefusal(error)) break;
      }
    }
    throw refusal;
  }
  async #login(host, username, password, authSource) {
    const login = `${encodeURIComponent(username)}:${encodeURIComponent(password)}@${host}`;
    const tls = await this.transportTo(this.settings, host);
    return new this.Mongo(`mongodb://${login}/?authSource=${authSource}&${uriOptions}${tls}`);
  }
  async #drop(host, connection) {
    if (this.#open.get(host) === connection) this.#open.delete(host);
    await connection.close().catch(() => void 0);
  }
};
function isRefusal(error) {
  return error instanceof Error && error.name === "MongoServerError" && "code" in error;
}
function isLoginRefusal(error) {
  return isRefusal(error) && error.code === 18;
}

// mongod/version.ts
function isOlder(one, other) {
  const [major = 0, minor = 0] = one.split(".").map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split(".").map(Number);
  return major < otherMajor || major === otherMajor && minor < otherMinor;
}

// act/compatibility.ts
var confirmedFrom = "7.0";
async function compatibilityCommand(connections, version) {
  const own = await connections.local({ buildInfo: 1 });
  const confirm = isOlder(own.version, confirmedFrom) ? {} : { confirm: true };
  return { setFeatureCompatibilityVersion: version, ...confirm };
}

// decide/member-options.ts
var ordinary = { votes: 1, priority: 1, hidden: false, secondaryDelaySecs: 0, tags: {} };
var mostVoters = 7;
function desiredMembers({ members }, replicas) {
  let voters = 0;
  const options = Array.from({ length: replicas }, (_, ordinal) => {
    const given = { ...ordinary, ...members[ordinal] };
    voters += given.votes;
    return voters > mostVoters && given.votes > 0 ? { ...given, votes: 0, priority: 0 } : given;
  });
  return options.some(mayBePrimary) ? options : options.map((given, ordinal) => ordinal === 0 ? electable(given) : given);
}
function electable(options) {
  return mayBePrimary(options) ? options : { ...ordinary, tags: options.tags };
}
function mayBePrimary({ votes, priority }) {
  return votes > 0 && priority > 0;
}
function optionsOf({
  votes = 1,
  priority = 1,
  hidden = false,
  secondaryDelaySecs = 0,
  tags = {}
}) {
  return {
    votes: Number(votes),
    priority: Number(priority),
    hidden,
    secondaryDelaySecs: Number(secondaryDelaySecs),
    tags: { ...tags }
  };
}
function difference(current, desired) {
  const differing = Object.entries(desired).filter(
    ([name, value]) => canonical(value) !== canonical(current[name])
  );
  return differing.length > 0 ? Object.fromEntries(differing) : void 0;
}
function canonical(value) {
  return JSON.stringify(typeof value === "object" && value !== null ? Object.entries(value).sort() : value);
}

// act/configuration.ts
function initialConfiguration(settings, { topology }, ordinals) {
  const options = desiredMembers(topology, ordinals.length).map(
    (given, ordinal) => ordinal === 0 ? electable(given) : given
  );
  return {
    _id: settings.name,
    members: membersOf(settings, [], ordinals, options),
    settings: { electionTimeoutMillis: topology.electionTimeoutMillis }
  };
}
function addedMembers(settings, { topology }, members, ordinals) {
  return membersOf(settings, members, ordinals, desiredMembers(topology, Math.max(...ordinals) + 1));
}
function reconfigured(config, change, settings) {
  return {
    ...config,
    version: config.version + 1,
    members: change(config.members),
    settings: { ...config.settings, ...settings }
  };
}
function membersOf(settings, members, ordinals, options) {
  const taken = new Set(members.map(({ _id }) => _id));
  return ordinals.map((ordinal) => {
    let id = ordinal;
    while (taken.has(id)) id += 1;
    taken.add(id);
    return {
      _id: id,
      host: memberHost(settings, ordinal),
      ...difference(ordinary, options[ordinal] ?? ordinary)
    };
  });
}

// observe/roles.ts
function observeRoles(connections, { roles }) {
  return Promise.all(roles.map((role) => roleState(connections, role)));
}
function roleName({ role, db }) {
  return `${db}.${role}`;
}
async function roleState(connections, desired) {
  const name = roleName(desired);
  const { role, db } = desired;
  const { roles } = await connections.local({ rolesInfo: { role, db }, showPrivileges: true });
  const [stored] = roles;
  if (stored === void 0) return { name, state: "missing role" };
  return { name, state: rights(stored) === rights(desired) ? "synced" : "wrong role" };
}
function rights({ privileges, roles }) {
  const actions = new Map();
  for (const privilege of privileges) {
    const resource = JSON.stringify(Object.entries(privilege.resource).sort());
    actions.set(resource, new Set([...actions.get(resource) ?? [], ...privilege.actions]));
  }
  return JSON.stringify([
    [...actions].map(([resource, names]) => [resource, [...names].sort()]).sort(),
    roles.map(roleName).sort()
  ]);
}

// act/roles.ts
function roleCommand({ roles: desired }, name, kind) {
  const found = desired.find((candidate) => roleName(candidate) === name);
  if (found === void 0) return void 0;
  const { role, db, privileges, roles } = found;
  const subject = kind === "create role" ? { createRole: role } : { updateRole: role };
  return { command: { ...subject, privileges, roles }, database: db };
}

// act/tls.ts
async function renewCertificate(connections, ordinal) {
  const { settings } = connections;
  const { tls } = settings;
  const given = tls === void 0 ? void 0 : givenCertificate(tls, memberName(settings, ordinal));
  if (tls === void 0 || given === void 0 || "problem" in given) return;
  const undo = writeServed(tls, given);
  try {
    await connections.local({ rotateCertificates: 1 });
  } catch (error) {
    if (isRefusal(error)) undo();
    throw error;
  }
  markServed(tls, given);
}

// observe/users.ts
var Users = class {
  constructor(connections) {
    this.connections = connections;
  }
  connections;
  #verified = new Map();
  observe({ users, removedUsers }) {
    const logins = new Map(users.map((user) => [user, this.#login(user)]));
    return Promise.all([
      ...users.map((user) => refusedTwin(user, logins) ?? this.#state(user)),
      ...removedUsers.map((user) => this.#removal(user, users))
    ]);
  }
  #login(user) {
    const found = userCredentials(this.connections.settings, user);
    return "problem" in found ? void 0 : loginName({ ...found, database: user.database });
  }
  async #state(user) {
    const { name, database, roles } = user;
    const found = userCredentials(this.connections.settings, user);
    if ("problem" in found) return { name, state: "refused", problem: found.problem };
    const { username, password } = found;
    const stored = await this.#stored({ username, database });
    if (stored === void 0) return { name, state: "missing" };
    if (!sameRoles(stored.roles, roles)) return { name, state: "wrong roles" };
    const pair = createHash("sha256").update(JSON.stringify([username, password, stored.credentials])).digest("hex");
    if (this.#verified.get(name) !== pair) {
      if (!await this.connections.accepts(username, password, database)) return { name, state: "wrong password" };
      this.#verified.set(name, pair);
    }
    return { name, state: "synced" };
  }
  async #removal(user, desired) {
    const name = loginName(user);
    const isKept = desired.filter(({ database }) => database === user.database).map((candidate) => userCredentials(this.connections.settings, candidate)).some((found) => "problem" in found || found.username === user.username);
    if (isKept) return { name, state: "synced" };
    return { name, state: await this.#stored(user) === void 0 ? "synced" : "unwanted" };
  }
  async #stored({ username, database }) {
    const command = { usersInfo: { user: username, db: database }, showCredentials: true };
    const { users } = await this.connections.local(command);
    return users[0];
  }
};
function userCredentials({ users }, { name, passwordAlphabet }) {
  return readCredentials(join(users, name), passwordAlphabet);
}
function loginName({ username, database }) {
  return `${database}.${username}`;
}
function refusedTwin(user, logins) {
  const login = logins.get(user);
  const twin = [...logins.keys()].find((other) => other !== user && login !== void 0 && logins.get(other) === login);
  if (twin === void 0) return void 0;
  return { name: user.name, state: "refused", problem: `the Secret has the username of ${twin.name}` };
}
function sameRoles(some, others) {
  return some.map(roleName).sort().join() === others.map(roleName).sort().join();
}

// act/users.ts
function userCommand(settings, name, kind) {
  const { users, removedUsers } = readDesired(settings);
  if (kind === "remove user") return removal(removedUsers, name);
  const user = users.find((candidate) => candidate.name === name);
  if (user === void 0) return void 0;
  const found = userCredentials(settings, user);
  if ("problem" in found) return void 0;
  const { database, roles } = user;
  const { username, password } = found;
  const pwd = password;
  switch (kind) {
    case "create user":
      return { command: { createUser: username, pwd, roles, mechanisms: ["SCRAM-SHA-256"] }, database };
    case "change password":
      return { command: { updateUser: username, pwd }, database };
    case "change roles":
      return { command: { updateUser: username, roles }, database };
  }
}
function removal(users, name) {
  const user = users.find((candidate) => loginName(candidate) === name);
  return user === void 0 ? void 0 : { command: { dropUser: user.username }, database: user.database };
}

// act/actor.ts
var Actor = class {
  constructor(connections, ordinal) {
    this.connections = connections;
    this.ordinal = ordinal;
  }
  connections;
  ordinal;
  async act(action) {
    const { settings } = this.connections;
    switch (action.kind) {
      case "initiate":
        return this.#run({ replSetInitiate: initialConfiguration(settings, readDesired(settings), action.ordinals) });
      case "add":
        return this.#reconfigure((members) => [
          ...members,
          ...addedMembers(settings, readDesired(settings), members, action.ordinals)
        ]);
      case "remove":
        return this.#reconfigure(
          (members) => members.filter(({ host }) => host !== memberHost(settings, action.ordinal))
        );
      case "configure":
        return this.#reconfigure(
          (members) => members.map((member) => ({ ...member, ...action.members[memberOrdinal(settings, member.host) ?? -1] })),
          { electionTimeoutMillis: action.electionTimeoutMillis }
        );
      case "step down":
        return this.#run({ replSetStepDown: 60, secondaryCatchUpPeriodSecs: 10 });
      case "reconnect":
        return this.#run({ dropConnections: 1, hostAndPort: action.hosts });
      case "restart mongod":
        return this.#end();
      case "create user":
      case "change password":
      case "change roles":
      case "remove user":
        return this.#replicate(userCommand(settings, action.user, action.kind));
      case "create role":
      case "change role":
        return this.#replicate(roleCommand(readDesired(settings), action.role, action.kind));
      case "raise compatibility":
        return this.#replicate({ command: await compatibilityCommand(this.connections, action.version) });
      case "renew certificate":
        return renewCertificate(this.connections, this.ordinal);
      case "raise TLS":
        return this.#run({ setParameter: 1, tlsMode: "preferTLS" });
      case "idle":
      case "wait":
    }
  }
  async #end() {
    try {
      await this.#run({ shutdown: 1, force: true });
    } catch (error) {
      if (isRefusal(error)) throw error;
    }
  }
  async #reconfigure(change, settings = {}) {
    const { config } = await this.connections.local({ replSetGetConfig: 1 });
    await this.#run({ replSetReconfig: reconfigured(config, change, settings), maxTimeMS: 2e4 });
  }
  async #replicate(command) {
    if (command === void 0) return;
    await this.#run({ ...command.command, writeConcern: { w: "majority", wtimeout: 1e4 } }, command.database);
  }
  async #run(command, database) {
    await this.connections.local(command, database);
  }
};

// decide/actions.ts
function wait(code, ...messages) {
  return { kind: "wait", reasons: messages.map((message) => ({ code, message })) };
}
function firstDue(actions, { failed = [] }) {
  const changes = actions.filter((action) => action !== void 0 && isChange(action));
  const change = changes.find((action) => !failed.includes(JSON.stringify(action))) ?? changes[0];
  if (change !== void 0) return change;
  const reasons = actions.flatMap((action) => action?.kind === "wait" ? action.reasons : []);
  return reasons.length > 0 ? { kind: "wait", reasons } : { kind: "idle" };
}
function isChange(action) {
  return action.kind !== "wait" && action.kind !== "idle";
}

// decide/compatibility.ts
function compatibilityAction({ compatibility }) {
  if (compatibility === void 0) return void 0;
  const { desired, current, lower, behind } = compatibility;
  if (lower)
    return wait("compatibility", `an administrator to lower featureCompatibilityVersion from ${current} to ${desired}`);
  if (behind.length > 0)
    return wait("compatibility", `${behind.join(", ")} to run ${desired}, for featureCompatibilityVersion`);
  return { kind: "raise compatibility", version: desired };
}

// decide/topology.ts
var mostLagSeconds = 10;
function topologyAction(observation) {
  const { ordinal, replicas = 0, topology, members } = observation;
  if (topology === void 0 || replicas === 0) return void 0;
  if (isOutdated(observation))
    return wait("members", "the kubelet to renew desired.json, which is not that of the StatefulSet");
  const pending = pendingMembers(observation, topology);
  const own = pending.find((one) => one.ordinal === ordinal && !mayBePrimary(one.desired));
  const others = pending.filter((one) => one !== own);
  const voting = others.filter((one) => one.change.votes !== void 0);
  const vote = voting.find((one) => voteObstacle(members, one) === void 0);
  const changed = others.filter((one) => one === vote || !voting.includes(one));
  const { electionTimeoutMillis } = topology.desired;
  if (changed.length > 0 || electionTimeoutMillis !== topology.electionTimeoutMillis)
    return {
      kind: "configure",
      members: Object.fromEntries(changed.map((one) => [one.ordinal, one.change])),
      electionTimeoutMillis
    };
  if (own !== void 0) return handOver(observation);
  const [blocked] = voting;
  return blocked === void 0 ? void 0 : wait("members", voteObstacle(members, blocked) ?? "");
}
function isOutdated({ revision, topology }) {
  return revision !== void 0 && topology !== void 0 && revision !== topology.desired.revision;
}
function handOver({ ordinal, replicas = 0, members, topology }) {
  const desired = topology === void 0 ? void 0 : desiredMembers(topology.desired, replicas);
  const successor = members.some(
    (member) => member.ordinal !== void 0 && member.ordinal !== ordinal && member.ordinal < replicas && member.state === "SECONDARY" && (member.lagSeconds ?? 0) <= mostLagSeconds && mayBePrimary(member.options ?? ordinary) && mayBePrimary(desired?.[member.ordinal] ?? ordinary)
  );
  return successor ? { kind: "step down" } : wait("members", "a staying member to be able to take over");
}
function pendingMembers({ replicas = 0, members }, { desired, nodeLabels }) {
  const options = desiredMembers(desired, replicas);
  return members.flatMap((member) => {
    const given = options[member.ordinal ?? -1];
    if (member.ordinal === void 0 || given === void 0 || member.options === void 0) return [];
    const labels = desired.zoneTags ? { ...knownLabels(member.options), ...nodeLabels[member.ordinal] } : {};
    const wanted = { ...given, tags: { ...labels, ...given.tags } };
    const change = difference(member.options, wanted);
    return change === void 0 ? [] : [{ member, ordinal: member.ordinal, change, desired: wanted }];
  });
}
function voteObstacle(members, { member, ordinal, desired }) {
  const voters = members.filter((voter) => (voter.options ?? ordinary).votes > 0);
  if (desired.votes > 0 && !isInSync(member)) return `member ${ordinal} to be in sync before it votes`;
  if (desired.votes > 0 && voters.length >= mostVoters) return `another vote to be free for member ${ordinal}`;
  const left = voters.filter((voter) => voter !== member);
  if (desired.votes === 0 && left.filter(isInSync).length * 2 <= left.length)
    return `a majority to be in sync without the vote of member ${ordinal}`;
  return void 0;
}
function isInSync({ state }) {
  return state === "PRIMARY" || state === "SECONDARY";
}
function knownLabels({ tags: { zone, region } }) {
  return { ...zone === void 0 ? {} : { zone }, ...region === void 0 ? {} : { region } };
}

// decide/membership.ts
function candidates({
  ordinal,
  replicas = 0,
  state,
  members
}) {
  if (state === "uninitialised" && ordinal === 0) return upTo(replicas).slice(1);
  if (state !== "primary") return [];
  return upTo(replicas).filter((desired) => !members.some((member) => member.ordinal === desired));
}
function initiation({ ordinal, replicas, apiProblem, peers }) {
  if (ordinal !== 0)
    return wait("configuration", "member 0 to initiate the set, or a member to bring its configuration");
  if (replicas === void 0) return waitForReplicas(apiProblem);
  if (replicas === 0) return wait("members", "the pod to end: no members are desired");
  const obstacles = upTo(replicas).slice(1).flatMap((peer) => obstacle(peer, peers[peer]));
  return obstacles.length > 0 ? wait("members", ...obstacles) : { kind: "initiate", ordinals: upTo(replicas) };
}
function membership(observation) {
  const { ordinal, replicas, apiProblem, members, peers } = observation;
  if (replicas === void 0) return waitForReplicas(apiProblem);
  if (replicas === 0) return void 0;
  const missing = candidates({ ordinal, replicas, state: "primary", members });
  const ready = missing.filter((peer) => peers[peer] === "empty" || peers[peer] === "same");
  if (ready.length > 0 && !isOutdated(observation)) return { kind: "add", ordinals: ready };
  const surplus = members.flatMap((member) => (member.ordinal ?? -1) >= replicas ? [Number(member.ordinal)] : []);
  const others = surplus.filter((other) => other !== ordinal);
  if (others.length > 0) return { kind: "remove", ordinal: Math.max(...others) };
  if (surplus.length > 0) return handOver(observation);
  const obstacles = missing.filter((peer) => !ready.includes(peer)).map((peer) => strangeness(peer, peers[peer]));
  return obstacles.length > 0 ? wait("members", ...obstacles) : void 0;
}
function waitForReplicas(problem) {
  const reason = problem === void 0 ? "" : `: ${problem}`;
  return wait("api_server", `the API server to return the number of replicas${reason}`);
}
function obstacle(ordinal, state = "unreachable") {
  if (state === "empty") return [];
  if (state === "same" || state === "other")
    return [`member ${ordinal} to bring its configuration: it belongs to a set`];
  return [strangeness(ordinal, state)];
}
function strangeness(ordinal, state = "unreachable") {
  switch (state) {
    case "unreachable":
      return `member ${ordinal} to answer`;
    case "refused":
      return `member ${ordinal} to accept the keyfile`;
    case "with data":
      return `member ${ordinal} to be emptied: it holds data of no replica set, which joining would delete`;
    default:
      return `member ${ordinal} to be emptied: it belongs to another replica set`;
  }
}
function upTo(count) {
  return Array.from({ length: count }, (_, ordinal) => ordinal);
}

// decide/tls.ts
function tlsAction({ tls }) {
  if (tls === void 0) return void 0;
  const { certificate, problem, answers = {} } = tls;
  if (certificate === "new") return { kind: "renew certificate" };
  const all = Object.entries(answers);
  const good = all.filter(([, answer]) => answer === "tls").length;
  const known = all.every(([, answer]) => answer === "tls" || answer === "silent");
  if (known && 2 * good > all.length) return { kind: "raise TLS" };
  const obstacles = all.flatMap(([host, answer]) => tlsObstacle(host, answer));
  const reasons = [...problem === void 0 ? [] : [`a valid certificate in the Secret (${problem})`], ...obstacles];
  return reasons.length > 0 ? wait("tls", ...reasons) : void 0;
}
function tlsObstacle(host, answer) {
  switch (answer) {
    case "tls":
      return [];
    case "untrusted":
      return [`${host} to have a certificate that ca.crt signed`];
    case "plain":
      return [`${host} to accept TLS`];
    case "silent":
      return [`${host} to answer`];
  }
}

// decide/unreachable.ts
var otherKeyfile = "(has another keyfile)";
function memberState({
  stateStr,
  authenticated
}) {
  return authenticated === false ? otherKeyfile : stateStr;
}
function unreachable(members) {
  const lost = members.filter(({ state }) => state.startsWith("(") && state !== otherKeyfile);
  const strangers = members.filter(({ state }) => state === otherKeyfile);
  return ending("not reachable", lost) + ending("with another keyfile", strangers);
}
function ending(problem, members) {
  return members.length === 0 ? "" : `; ${problem}: ${members.map(({ host }) => host).join(", ")}`;
}

// decide/users.ts
var kinds = {
  missing: "create user",
  "wrong password": "change password",
  "wrong roles": "change roles",
  unwanted: "remove user",
  "missing role": "create role",
  "wrong role": "change role"
};
function userActions({ users }) {
  const problems = users.flatMap(({ name, problem }) => problem === void 0 ? [] : [`${name}: ${problem}`]);
  return [...users.flatMap(userChange), ...problems.length > 0 ? [wait("users", ...problems)] : []];
}
function userChange({ name, state }) {
  if (state === "synced" || state === "refused") return [];
  const kind = kinds[state];
  return [kind === "create role" || kind === "change role" ? { kind, role: name } : { kind, user: name }];
}

// decide/decide.ts
var lostSecondsBeforeRestart = 60;
function decide(observation) {
  const { staleConnections: hosts = [] } = observation;
  if (hosts.length > 0) return { kind: "reconnect", hosts };
  return firstDue([tlsAction(observation), actionInState(observation)], observation);
}
function actionInState(observation) {
  switch (observation.state) {
    case "unreachable":
      return wait("mongod", "this pod's mongod to answer");
    case "refused":
      return wait("keyfile", "this pod's mongod to accept the keyfile");
    case "uninitialised":
      return initiation(observation);
    case "removed":
      return actionOfRemoved(observation);
    case "primary":
      return actionOfPrimary(observation);
    case "secondary":
      return actionOfSecondary(observation);
    default:
      return wait(
        "state",
        `this pod's mongod to leave the state ${observation.state}${unreachable(observation.members)}`
      );
  }
}
function actionOfRemoved({ ordinal, replicas, listed, lostSeconds }) {
  if (!listed && replicas !== void 0 && ordinal >= replicas)
    return wait("configuration", "the pod to end: it is scaled away");
  if (!listed) return wait("configuration", "the primary to take this member into the configuration");
  if (lostSeconds >= lostSecondsBeforeRestart) return { kind: "restart mongod" };
  return wait("configuration", "this pod's mongod to find itself in its configuration by name");
}
function actionOfPrimary(observation) {
  const membershipAction = membership(observation);
  return firstDue(
    [
      membershipAction,
      topologyAction(observation),
      ...userActions(observation),
      membershipAction === void 0 ? compatibilityAction(observation) : void 0
    ],
    observation
  );
}
function actionOfSecondary({ members, users }) {
  if (!members.some(({ state }) => state === "PRIMARY")) return wait("primary", `a primary${unreachable(members)}`);
  const pending = users.filter(({ state }) => state !== "synced").map(({ name, problem = "the primary to set up the user" }) => `${name}: ${problem}`);
  return pending.length > 0 ? wait("users", ...pending) : { kind: "idle" };
}

// http/client.ts
function send({ body: object, ...options }, server, seconds) {
  const signal = AbortSignal.timeout(seconds * 1e3);
  return new Promise((resolve, reject) => {
    const refuse = (error) => {
      reject(signal.aborted ? new Error(`${server} did not answer within ${seconds} s`) : error);
    };
    const start = options.protocol === "https:" ? httpsRequest : httpRequest;
    const request = start({ ...options, signal }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (part) => body += part);
      response.on("error", refuse);
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, body });
      });
    });
    request.on("error", refuse);
    request.end(object === void 0 ? void 0 : JSON.stringify(object));
  });
}

// http/api-server.ts
var keepAlive = new Agent({ keepAlive: true, maxSockets: 1 });
async function readStatefulSet({ namespace, name }, server) {
  const path = `/apis/apps/v1/namespaces/${namespace}/statefulsets/${name}`;
  const { metadata, spec, status } = await call("GET", path, void 0, server);
  const { replicas } = spec;
  const isCurrent = status?.observedGeneration === metadata?.generation;
  const revision = metadata?.annotations?.[topologyAnnotation];
  return {
    replicas,
    ...revision === void 0 ? {} : { revision },
    isRolledOut: isCurrent && [status?.readyReplicas, status?.updatedReplicas].every((count) => count === replicas)
  };
}
async function call(method, path, body, { host, port, account } = inCluster()) {
  const answer = await send(
    {
      protocol: "https:",
      method,
      host,
      port,
      path,
      agent: keepAlive,
      ca: readFileSync(`${account}/ca.crt`),
      headers: {
        Authorization: `Bearer ${readFileSync(`${account}/token`, "utf8")}`,
        Accept: "application/json",
        "Content-Type": "application/json"
      },
      body
    },
    "the API server",
    3
  );
  if (answer.status < 200 || answer.status >= 300)
    throw new Error(`the API server answered ${answer.status}${reasonIn(answer.body)}`);
  return JSON.parse(answer.body);
}
function inCluster() {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = process.env;
  return { host, port, account: "/var/run/secrets/kubernetes.io/serviceaccount" };
}
function reasonIn(body) {
  try {
    return `: ${JSON.parse(body).message}`;
  } catch {
    return "";
  }
}

// mongod/port.ts
function probePort(host, seconds) {
  const colon = host.lastIndexOf(":");
  return new Promise((resolve) => {
    const socket = connect2({ host: host.slice(0, colon), port: Number(host.slice(colon + 1)) });
    const end = (answer) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(end, seconds * 1e3, "silent");
    socket.on("connect", () => {
      end("open");
    });
    socket.on("error", () => {
      end("closed");
    });
  });
}

// observe/node-labels.ts
function podNodeLabels({
  NODE_ZONE: zone,
  NODE_REGION: region
}) {
  return { ...zone ? { zone } : {}, ...region ? { region } : {} };
}
async function memberNodeLabels(settings, members, nameOf = memberName) {
  const found = await Promise.all(
    members.map(async ({ ordinal, state }) => {
      if (ordinal === void 0 || state.startsWith("(")) return [];
      const labels = await nodeLabelsAt(nameOf(settings, ordinal), settings.agentPort).catch(() => void 0);
      return labels === void 0 ? [] : [[ordinal, labels]];
    })
  );
  return Object.fromEntries(found.flat());
}
async function nodeLabelsAt(host, port) {
  const { body } = await send({ protocol: "http:", host, port, path: "/status", agent: false }, "the agent", 1);
  return JSON.parse(body).nodeLabels;
}

// mongod/state.ts
var memberStates = {
  0: "startup",
  1: "primary",
  2: "secondary",
  3: "recovering",
  5: "startup2",
  9: "rollback"
};
var notYetInitialised = 94;
var invalidConfiguration = 93;
function stateOf(myState) {
  return memberStates[myState] ?? "unknown";
}
function stateBehind(error) {
  if (isLoginRefusal(error)) return "refused";
  if (!isRefusal(error)) return "unreachable";
  if (error.code === notYetInitialised) return "uninitialised";
  return error.code === invalidConfiguration ? "removed" : "unknown";
}

// observe/compatibility.ts
async function observeCompatibility(connections, { featureCompatibilityVersion: desired }, members) {
  if (desired === void 0) return void 0;
  const { featureCompatibilityVersion: found } = await connections.local({
    getParameter: 1,
    featureCompatibilityVersion: 1
  });
  const { version: current, targetVersion } = found;
  if (current === desired && targetVersion === void 0) return void 0;
  if (isOlder(desired, current)) return { desired, current, lower: true, behind: [] };
  const behind = members.map(async ({ host }) => await runs(connections, host, desired) ? [] : [host]);
  return { desired, current, lower: false, behind: (await Promise.all(behind)).flat() };
}
async function runs(connections, host, desired) {
  try {
    const { version } = await connections.run(host, { buildInfo: 1 });
    return !isOlder(version, desired);
  } catch {
    return false;
  }
}

// observe/peers.ts
var readConfiguration = { replSetGetConfig: 1 };
async function peerState(connections, ordinal) {
  const host = memberHost(connections.settings, ordinal);
  try {
    await connections.run(host, { replSetGetStatus: 1 });
  } catch (error) {
    const state = stateBehind(error);
    if (state === "unreachable" || state === "refused") return state;
    if (state === "uninitialised") return emptiness(connections, host);
  }
  return kinship(connections, host);
}
async function emptiness(connections, host) {
  try {
    const { catalogStats } = await connections.run(host, { serverStatus: 1 });
    const { collections, views, timeseries = 0 } = catalogStats;
    return Number(collections) + Number(views) + Number(timeseries) === 0 ? "empty" : "with data";
  } catch {
    return "unreachable";
  }
}
async function kinship(connections, host) {
  try {
    const own = connections.local(readConfiguration).then(setId, () => "none");
    const other = connections.run(host, readConfiguration).then(setId);
    return await own === await other ? "same" : "other";
  } catch {
    return "unreachable";
  }
}
function setId(answer) {
  const { config } = answer;
  return String(config.settings.replicaSetId);
}

// observe/set-configuration.ts
async function observeConfiguration(connections, desired, members) {
  const { config } = await connections.local({ replSetGetConfig: 1 });
  const options = new Map(config.members.map((member) => [member.host, optionsOf(member)]));
  return {
    members: members.map((member) => ({ ...member, options: options.get(member.host) })),
    topology: {
      desired,
      electionTimeoutMillis: Number(config.settings.electionTimeoutMillis),
      nodeLabels: desired.zoneTags ? await memberNodeLabels(connections.settings, members) : {}
    }
  };
}

// observe/stale-connections.ts
var firstSeconds = 2;
var mostSeconds = 60;
var unheardStates = ["UNKNOWN", "(not reachable/healthy)"];
var StaleConnections = class {
  #attempts = new Map();
  async among(members, now = performance.now() / 1e3) {
    const unheard = members.filter(({ state }) => unheardStates.includes(state)).map(({ host }) => host);
    for (const host of this.#attempts.keys()) if (!unheard.includes(host)) this.#attempts.delete(host);
    const due = unheard.filter((host) => now >= (this.#attempts.get(host)?.next ?? 0));
    const answers = await Promise.all(due.map((host) => probePort(host, 1)));
    const hosts = due.filter((_, index) => answers[index] === "open");
    for (const host of hosts) {
      const seconds = Math.min(2 * (this.#attempts.get(host)?.seconds ?? firstSeconds / 2), mostSeconds);
      this.#attempts.set(host, { next: now + seconds, seconds });
    }
    return hosts;
  }
};

// observe/tls.ts
async function observeTls(connections, ordinal, members) {
  const { settings } = connections;
  const { tls } = settings;
  if (tls === void 0) return void 0;
  const answers = await isToSpeakTls(connections) ? { answers: await answersOf(members, tls) } : {};
  const given = givenCertificate(tls, memberName(settings, ordinal));
  if ("problem" in given) return { certificate: "refused", problem: given.problem, ...answers };
  return { certificate: isServed(tls, given) ? "served" : "new", ...answers };
}
async function isToSpeakTls(connections) {
  if (connections.settings.tls?.mode !== "prefer") return false;
  try {
    const { tlsMode } = await connections.local({ getParameter: 1, tlsMode: 1 });
    return tlsMode === "allowTLS";
  } catch {
    return false;
  }
}
async function answersOf(members, tls) {
  const authority = readFileSync(servedFiles(tls).authority);
  return Object.fromEntries(
    await Promise.all(members.map(async ({ host }) => [host, await handshake(host, authority)]))
  );
}

// observe/observer.ts
var Observer = class {
  constructor(sources) {
    this.sources = sources;
    this.#users = new Users(sources.connections);
  }
  sources;
  #lostSince;
  #staleConnections = new StaleConnections();
  #users;
  async observe(mongod) {
    const { connections, pod } = this.sources;
    const { ordinal, nodeLabels } = pod;
    const [statefulSet, own] = await Promise.all([this.#statefulSet(), mongod ?? this.mongod()]);
    const { replicas } = statefulSet;
    const peers = await Promise.all(
      candidates({ ordinal, replicas, ...own }).map(
        async (peer) => [peer, await peerState(connections, peer)]
      )
    );
    const desired = own.state === "primary" || own.state === "secondary" ? readDesired(connections.settings) : void 0;
    const led = own.state === "primary" ? desired : void 0;
    return {
      ordinal,
      ...statefulSet,
      ...own,
      ...led === void 0 ? {} : await observeConfiguration(connections, led.topology, own.members),
      nodeLabels,
      lostSeconds: await this.#lostSeconds(own),
      peers: Object.fromEntries(peers),
      users: desired === void 0 ? [] : [...await observeRoles(connections, desired), ...await this.#users.observe(desired)],
      compatibility: led === void 0 ? void 0 : await observeCompatibility(connections, led, own.members),
      tls: await observeTls(connections, ordinal, own.members),
      staleConnections: await this.#staleConnections.among(own.members)
    };
  }
  async mongod() {
    try {
      const status = await this.sources.connections.local({ replSetGetStatus: 1 });
      return { state: stateOf(status.myState), members: this.#members(status), listed: true };
    } catch (error) {
      const state = stateBehind(error);
      return { state, members: [], listed: state === "removed" && await this.#isListed() };
    }
  }
  async #statefulSet() {
    try {
      const { replicas, revision } = await this.sources.readStatefulSet();
      return { replicas, ...revision === void 0 ? {} : { revision } };
    } catch (error) {
      return { replicas: void 0, apiProblem: error instanceof Error ? error.message : String(error) };
    }
  }
  #members(status) {
    const { settings } = this.sources.connections;
    const latest = status.members.find(({ stateStr }) => stateStr === "PRIMARY")?.optimeDate;
    return status.members.map(({ name, optimeDate, ...member }) => ({
      host: name,
      ordinal: memberOrdinal(settings, name),
      state: memberState(member),
      ...latest && optimeDate ? { lagSeconds: (Number(latest) - Number(optimeDate)) / 1e3 } : {}
    }));
  }
  async #isListed() {
    const { connections, pod } = this.sources;
    const own = memberHost(connections.settings, pod.ordinal);
    try {
      const { config } = await connections.local({ replSetGetConfig: 1 });
      return config.members.some(({ host }) => host === own);
    } catch {
      return false;
    }
  }
  async #lostSeconds({ state, listed }) {
    const isLost = state === "removed" && listed && await this.#nameIsRight();
    if (!isLost) this.#lostSince = void 0;
    else this.#lostSince ??= performance.now();
    return this.#lostSince === void 0 ? 0 : (performance.now() - this.#lostSince) / 1e3;
  }
  async #nameIsRight() {
    const { connections, pod } = this.sources;
    try {
      const found = await lookup(memberName(connections.settings, pod.ordinal), { all: true });
      return found.some(({ address }) => address === pod.address);
    } catch {
      return false;
    }
  }
};

// pause.ts
function pause(seconds, { ref = true } = {}) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1e3);
    if (!ref) timer.unref();
  });
}

// status/member-figures.ts
var commandMilliseconds = 2e3;
var primary = 1;
var secondary = 2;
var unknown = { state: "unreachable", hasPrimary: false, operations: {} };
var questions = [
  { command: { replSetGetStatus: 1 }, read: replication },
  { command: { hello: 1 }, read: delayed },
  { command: { serverStatus: 1, oplog: 1, metrics: 0, locks: 0 }, read: load },
  { command: { collStats: "oplog.rs" }, database: "local", read: oplogSize },
  { command: { dbStats: 1 }, database: "local", read: disk }
];
var MemberFiguresReader = class {
  constructor(connections) {
    this.connections = connections;
  }
  connections;
  #round;
  #figures = unknown;
  async read(seconds = 4) {
    this.#round ??= this.#ask().finally(() => this.#round = void 0);
    await Promise.race([this.#round, pause(seconds, { ref: false })]);
    return this.#figures;
  }
  async #ask() {
    this.#figures = unknown;
    for (const { command, database, read } of questions) {
      try {
        const answer = await this.connections.local({ ...command, maxTimeMS: commandMilliseconds }, database);
        this.#figures = { ...this.#figures, ...read(answer, this.#figures) };
      } catch (error) {
        if (read === replication) this.#figures = { ...this.#figures, state: stateBehind(error) };
        if (!isRefusal(error) || isLoginRefusal(error)) return;
      }
    }
  }
};
function replication({ myState, members }) {
  return {
    state: stateOf(myState),
    configured: members.length,
    serving: members.filter(({ state }) => state === primary || state === secondary).length,
    hasPrimary: members.some(({ state }) => state === primary),
    lagSeconds: lag(members)
  };
}
function lag(members) {
  const own = members.find(({ self }) => self === true);
  if (own?.state === primary) return 0;
  const time = Number(own?.optimeDate ?? 0) / 1e3;
  if (time === 0) return void 0;
  return Math.max(...members.map(({ optimeDate = 0 }) => Number(optimeDate) / 1e3)) - time;
}
function delayed({ secondaryDelaySecs = 0 }, { lagSeconds }) {
  return lagSeconds === void 0 ? {} : { lagSeconds: Math.max(0, lagSeconds - Number(secondaryDelaySecs)) };
}
function load({ connections, opcounters, oplog, wiredTiger }) {
  const operations = Object.entries(opcounters ?? {}).filter(([, count]) => Number.isFinite(Number(count)));
  return {
    connections: optional(connections?.current),
    connectionsAvailable: optional(connections?.available),
    operations: Object.fromEntries(operations.map(([kind, count]) => [kind, Number(count)])),
    oplogWindowSeconds: oplogWindow(oplog),
    cacheBytes: optional(wiredTiger?.cache["bytes currently in the cache"]),
    cacheMaxBytes: optional(wiredTiger?.cache["maximum bytes configured"])
  };
}
function oplogWindow(oplog) {
  if (oplog === void 0) return void 0;
  const [from, to] = [oplog.earliestOptime.getHighBitsUnsigned(), oplog.latestOptime.getHighBitsUnsigned()];
  return from === 0 ? void 0 : to - from;
}
function oplogSize({ size, maxSize }) {
  return maxSize === void 0 ? {} : { oplogBytes: Number(size), oplogMaxBytes: Number(maxSize) };
}
function disk({
  fsUsedSize,
  fsTotalSize
}) {
  return { diskBytes: optional(fsUsedSize), diskMaxBytes: optional(fsTotalSize) };
}
function optional(value) {
  return value === void 0 ? void 0 : Number(value);
}

// observation.ts
var mongodStates = [
  "unreachable",
  "refused",
  "uninitialised",
  "removed",
  "startup",
  "startup2",
  "recovering",
  "rollback",
  "primary",
  "secondary",
  "unknown"
];
var waitCodes = [
  "mongod",
  "keyfile",
  "state",
  "api_server",
  "members",
  "configuration",
  "primary",
  "users",
  "compatibility",
  "tls"
];

// status/exposition.ts
var contentType = "text/plain; version=0.0.4; charset=utf-8";
function exposition(metrics) {
  return metrics.map(paragraph).join("");
}
function paragraph({ name, type, help, label, figures }) {
  const samples = Object.entries(figures).flatMap(
    ([value, figure]) => figure === void 0 ? [] : [`${name}${label === void 0 ? "" : `{${label}="${escaped(value)}"}`} ${+figure}
`]
  );
  if (samples.length === 0) return "";
  return `# HELP ${name} ${help}
# TYPE ${name} ${type}
${samples.join("")}`;
}
function escaped(value) {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

// status/metrics.ts
var none = {
  initiate: 0,
  add: 0,
  remove: 0,
  configure: 0,
  "step down": 0,
  reconnect: 0,
  "restart mongod": 0,
  "create user": 0,
  "change password": 0,
  "change roles": 0,
  "remove user": 0,
  "create role": 0,
  "change role": 0,
  "raise compatibility": 0,
  "renew certificate": 0,
  "raise TLS": 0
};
var Metrics = class {
  constructor(report, reader) {
    this.report = report;
    this.reader = reader;
  }
  report;
  reader;
  async text() {
    const member = await this.reader.read();
    return exposition([
      ...agentMetrics(this.report),
      ...setMetrics(this.report.status, member),
      ...memberMetrics(member)
    ]);
  }
};
function agentMetrics({ status, history }) {
  const { done, failed, reconcileAgeSeconds, observationAgeSeconds } = history;
  const refused = Object.fromEntries((status.users ?? []).map(({ name, state }) => [name, state === "refused"]));
  return [
    gauge("mongodb_agent_ready", "1 if the member serves in sync and was set up", status.ready),
    labelled(
      "mongodb_agent_action",
      "The last decision of the agent",
      "kind",
      marked(["idle", "wait", ...Object.keys(none)], [status.action?.kind])
    ),
    labelled(
      "mongodb_agent_waiting_for",
      "The reasons for which the agent waits",
      "reason",
      marked(waitCodes, codesOf(status.action))
    ),
    counter("mongodb_agent_actions_total", "The changes since the agent started", "kind", {
      ...none,
      ...done
    }),
    counter("mongodb_agent_action_failures_total", "The failures since the agent started", "kind", {
      observe: 0,
      ...none,
      ...failed
    }),
    labelled("mongodb_agent_user_refused", "1 if a user's Secret cannot be used", "user", refused),
    gauge("mongodb_agent_reconcile_age_seconds", "The time since the last reconciliation", reconcileAgeSeconds),
    gauge(
      "mongodb_agent_observation_age_seconds",
      "The time since the last observation; none before the first",
      Number.isFinite(observationAgeSeconds) ? observationAgeSeconds : void 0
    ),
    gauge(
      "mongodb_agent_resident_memory_bytes",
      "The memory that the agent uses, its program included",
      process.memoryUsage.rss()
    )
  ];
}
function setMetrics({ replicas }, { configured, serving, hasPrimary }) {
  return [
    gauge("mongodb_set_members_desired", "The replicas of the StatefulSet", replicas),
    gauge("mongodb_set_members_configured", "The members of the configuration", configured),
    gauge("mongodb_set_members_serving", "The members that this one sees as primary or secondary", serving),
    gauge("mongodb_set_has_primary", "1 if this member sees a primary", hasPrimary)
  ];
}
function memberMetrics(member) {
  return [
    labelled("mongodb_member_state", "The state of the member", "state", marked(mongodStates, [member.state])),
    gauge(
      "mongodb_member_replication_lag_seconds",
      "The time behind the newest member, beyond its delay; none before it follows",
      member.lagSeconds
    ),
    gauge(
      "mongodb_member_oplog_window_seconds",
      "The time from the oldest entry of the oplog to the newest",
      member.oplogWindowSeconds
    ),
    gauge("mongodb_member_oplog_used_bytes", "The size of the entries of the oplog", member.oplogBytes),
    gauge("mongodb_member_oplog_max_bytes", "The size beyond which the oplog drops old entries", member.oplogMaxBytes),
    gauge("mongodb_member_connections", "The connections that are open", member.connections),
    gauge("mongodb_member_connections_available", "The connections beyond those", member.connectionsAvailable),
    gauge("mongodb_member_disk_used_bytes", "The used size of the file system of the data", member.diskBytes),
    gauge("mongodb_member_disk_total_bytes", "The size of the file system of the data", member.diskMaxBytes),
    gauge("mongodb_member_cache_used_bytes", "The used size of WiredTiger's cache", member.cacheBytes),
    gauge("mongodb_member_cache_max_bytes", "The size of WiredTiger's cache", member.cacheMaxBytes),
    counter("mongodb_member_operations_total", "The operations since mongod started", "type", member.operations)
  ];
}
function gauge(name, help, figure) {
  return { name, type: "gauge", help, figures: { "": figure } };
}
function labelled(name, help, label, figures) {
  return { name, type: "gauge", help, label, figures };
}
function counter(name, help, label, figures) {
  return { name, type: "counter", help, label, figures };
}
function codesOf(action) {
  return action?.kind === "wait" ? action.reasons.map(({ code }) => code) : [];
}
function marked(values, those) {
  return Object.fromEntries(
    [...values, ...those].flatMap((value) => value === void 0 ? [] : [[value, those.includes(value)]])
  );
}

// status/report.ts
var staleSeconds = 30;
var stuckSeconds = 120;
var forgottenSeconds = 900;
var Report = class {
  constructor(write) {
    this.write = write;
  }
  write;
  #observation;
  #state;
  #action;
  #failure;
  #wasSetUp = false;
  #reconciledAt = performance.now();
  #observedAt = -Infinity;
  #logged = "";
  #failures = new Map();
  #done = {};
  #failed = {};
  observed({ state }) {
    this.#state = state;
    this.#observedAt = performance.now();
  }
  decided(observation, action) {
    this.observed(observation);
    this.#observation = observation;
    this.#action = action;
    this.#failure = void 0;
    this.#reconciledAt = performance.now();
    const { members, users, state: own } = observation;
    const hasPrimary = members.some(({ state }) => state === "PRIMARY");
    const hasUsers = own === "secondary" || users.every(({ state }) => state === "synced");
    if (this.#inSync() && hasPrimary && hasUsers) this.#wasSetUp = true;
    if (action.kind === "idle") this.#failures.clear();
    if (!isChange(action)) this.#log({ ...action });
  }
  done(action) {
    if (!isChange(action)) return;
    this.#failures.clear();
    this.#done[action.kind] = (this.#done[action.kind] ?? 0) + 1;
    this.#log({ ...action, result: "done" });
  }
  failed(error, action) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    this.#failure = `${error instanceof Error ? error.message : String(error)}${code}`;
    this.#reconciledAt = performance.now();
    const { kind } = action ?? { kind: "observe" };
    this.#failed[kind] = (this.#failed[kind] ?? 0) + 1;
    const event = { kind, ...action, result: "failed", reason: this.#failure };
    const text = JSON.stringify(event);
    for (const [known, time] of this.#failures) if (secondsSince(time) > forgottenSeconds) this.#failures.delete(known);
    if (this.#failures.has(text)) return;
    this.#log(event);
    this.#failures.set(text, this.#reconciledAt);
  }
  ends(reason) {
    this.#log({ kind: "end", reason });
  }
  get ready() {
    return this.#wasSetUp && this.#inSync() && secondsSince(this.#observedAt) < staleSeconds;
  }
  get alive() {
    return secondsSince(this.#reconciledAt) < stuckSeconds;
  }
  get settled() {
    return this.#action?.kind === "idle" && this.#failure === void 0;
  }
  get left() {
    return this.#state === "removed" || this.#state === "unreachable";
  }
  get status() {
    const { ready } = this;
    return { ready, ...this.#observation, state: this.#state, action: this.#action, failure: this.#failure };
  }
  get history() {
    return {
      done: this.#done,
      failed: this.#failed,
      reconcileAgeSeconds: secondsSince(this.#reconciledAt),
      observationAgeSeconds: secondsSince(this.#observedAt)
    };
  }
  #inSync() {
    return this.#state === "primary" || this.#state === "secondary";
  }
  #log(event) {
    const line = JSON.stringify({ state: this.#state, ...event });
    if (line === this.#logged) return;
    this.#logged = line;
    this.write(`{"time":"${(new Date()).toISOString()}",${line.slice(1)}
`);
  }
};
function secondsSince(moment) {
  return (performance.now() - moment) / 1e3;
}

// status/server.ts
var drainSeconds = 40;
function serve({ port, metrics, ...parts }) {
  const { report } = parts;
  const answers = {
    [agentPaths.ready]: () => report.ready,
    [agentPaths.alive]: () => report.alive,
    [agentPaths.drain]: () => drain(parts),
    "/status": () => report.status
  };
  const answer = async ({ method, url = "" }, response) => {
    if (method === "GET" && url === agentPaths.metrics) {
      const text = await metrics.text();
      response.writeHead(200, { "Content-Type": contentType }).end(text);
      return;
    }
    const found = method === "GET" ? answers[url] : void 0;
    const body = await found?.();
    json(response, found === void 0 ? 404 : body === false ? 503 : 200, body ?? null);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      json(response, 500, { error: String(error) });
    });
  });
  return server.listen(port);
}
async function drain({ ordinal, report, readStatefulSet: readStatefulSet2 }, seconds = 10) {
  const replicas = await replicasWithin(seconds, readStatefulSet2);
  if (replicas === void 0 || replicas === 0 || ordinal < replicas) return "stays";
  const end = performance.now() + drainSeconds * 1e3;
  while (!report.left && performance.now() < end) await pause(0.2);
  return report.left ? "left" : "gave up";
}
async function replicasWithin(seconds, readStatefulSet2) {
  for (const end = performance.now() + seconds * 1e3; ; ) {
    const found = await readStatefulSet2().catch(() => void 0);
    if (found !== void 0 || performance.now() >= end) return found?.replicas;
    await pause(0.5);
  }
}
function json(response, status, body) {
  response.writeHead(status, { "Content-Type": "application/json" }).end(`${JSON.stringify(body)}
`);
}

// loop/program.ts
var slotMilliseconds = 2e4;
var Program = class {
  constructor(directory, loaded) {
    this.directory = directory;
    this.#loaded = digest(loaded);
  }
  directory;
  #loaded;
  get changed() {
    try {
      return digest(this.directory) !== this.#loaded;
    } catch {
      return false;
    }
  }
};
function mayEnd({
  ordinal,
  ready,
  statefulSet,
  now
}) {
  if (statefulSet !== void 0 && ordinal >= statefulSet.replicas) return false;
  if (!ready) return true;
  const slots = Math.max(statefulSet?.replicas ?? 0, ordinal + 1);
  return (statefulSet?.isRolledOut ?? true) && Math.floor(now / slotMilliseconds) % slots === ordinal;
}
function digest(directory) {
  const hash = createHash("sha256");
  for (const name of readdirSync(directory).sort())
    if (name.endsWith(".js")) hash.update(JSON.stringify([name, readFileSync(join(directory, name), "utf8")]));
  return hash.digest("hex");
}

// loop/requeue.ts
var settledSeconds = 5;
var unsettledSeconds = 1;
var changedSeconds = 0.1;
var unsettledReconciliations = 120;
var Requeue = class {
  #waits = 0;
  #changes = 0;
  after({ changed, settled }) {
    if (settled && !changed) {
      this.#waits = this.#changes = 0;
      return settledSeconds;
    }
    const count = changed ? ++this.#changes : ++this.#waits;
    if (count > unsettledReconciliations) return settledSeconds;
    return changed ? changedSeconds : unsettledSeconds;
  }
};

// loop/agent.ts
async function runAgent(Mongo2, settingsFile, loaded) {
  const program = new Program(dirname(settingsFile), loaded);
  const settings = readSettings(settingsFile);
  const { POD_NAME = "", POD_IP: address = "" } = process.env;
  const ordinal = Number(POD_NAME.split("-").at(-1));
  const connections = new Connections(Mongo2, settings);
  const { replicas } = settings;
  const statefulSet = () => replicas === void 0 ? readStatefulSet(settings) : Promise.resolve({ replicas });
  const pod = { ordinal, address, nodeLabels: podNodeLabels(process.env) };
  const report = new Report((line) => void process.stdout.write(line));
  const observer = new Observer({ connections, readStatefulSet: statefulSet, pod });
  const reconciler = new Reconciler(observer, new Actor(connections, ordinal), report);
  const termination = new AbortController();
  process.on("SIGTERM", () => {
    termination.abort();
    void endAfterMongod(localHost(settings));
  });
  const metrics = new Metrics(report, new MemberFiguresReader(connections));
  serve({ port: settings.agentPort, report, metrics, ordinal, readStatefulSet: statefulSet });
  const requeue = new Requeue();
  for (; ; ) {
    const changed = await reconciler.reconcile();
    if (!changed && program.changed) {
      const found = await statefulSet().catch(() => void 0);
      if (!termination.signal.aborted && mayEnd({ ordinal, ready: report.ready, statefulSet: found, now: Date.now() })) {
        report.ends("for the kubelet to start the agent's new program");
        process.exit(0);
      }
    }
    await pause(requeue.after({ changed, settled: report.settled }) * (0.9 + 0.2 * Math.random()));
  }
}
var Reconciler = class {
  constructor(observer, actor, report) {
    this.observer = observer;
    this.actor = actor;
    this.report = report;
  }
  observer;
  actor;
  report;
  #failed = [];
  async reconcile() {
    let action;
    try {
      const mongod = await this.observer.mongod();
      this.report.observed(mongod);
      const observation = await this.observer.observe(mongod);
      action = decide({ ...observation, failed: this.#failed });
      this.report.decided(observation, action);
      await this.actor.act(action);
      this.report.done(action);
      return isChange(action);
    } catch (error) {
      this.report.failed(error, action);
      const text = JSON.stringify(action);
      if (action !== void 0) this.#failed = this.#failed.includes(text) ? [text] : [...this.#failed, text];
      return false;
    }
  }
};
async function endAfterMongod(host) {
  while (await probePort(host, 2) !== "closed") await pause(0.5);
  process.exit(0);
}

// loop/main.ts
function run(Mongo2, directory = agentDirectory) {
  process.on("unhandledRejection", fail);
  return runAgent(Mongo2, `${directory}/${agentFiles.settings}`, __dirname).catch(fail);
}
function fail(error) {
  process.stderr.write(`${error instanceof Error ? error.stack ?? error.message : String(error)}
`);
  process.exit(1);
}
module.exports = {
  keysOf,
  run
};
