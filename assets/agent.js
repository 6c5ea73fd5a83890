// cdk8s-backend 0.1.0, agent.js a3a65a80321cad8c, bundled from lib/mongo/agent
'use strict';

const { X509Certificate, createHash, createPrivateKey } = require("node:crypto");
const { lookup } = require("node:dns/promises");
const { once } = require("node:events");
const { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } = require("node:fs");
const { createServer, request: httpRequest } = require("node:http");
const { Agent, request: httpsRequest } = require("node:https");
const { connect } = require("node:net");
const { join } = require("node:path");
const { performance } = require("node:perf_hooks");
const { setTimeout: pause } = require("node:timers/promises");
const { connect: connectByTls } = require("node:tls");

// files/certificate.ts
var usages = [
 ["1.3.6.1.5.5.7.3.1", "server auth"],
 ["1.3.6.1.5.5.7.3.2", "client auth"]
];
var longestChain = 8;
function givenCertificate({ source }, name) {
 try {
  const [certificate = "", key = "", authority = ""] = ["tls.crt", "tls.key", "ca.crt"].map(
   (file) => readFileSync(join(source, file), "utf8")
  );
  const problem = certificateProblem({ certificate, key, authority }, name, new Date());
  return problem ? { problem } : { certificate, key, authority };
 } catch {
  return { problem: "it must have the keys tls.crt, tls.key and ca.crt" };
 }
}
function servedAuthority({ served }) {
 return join(served, "ca.pem");
}
function isServed({ served }, files) {
 return readFileSync(join(served, "served"), "utf8").trim() === hashOf(files);
}
function writeServed({ served }, { certificate, key, authority }) {
 const paths = [join(served, "ca.pem"), join(served, "pair.pem")];
 const before = paths.map((path) => readFileSync(path, "utf8"));
 const write = (texts) => {
  for (const [index, path] of paths.entries()) replace(path, texts[index] ?? "");
 };
 write([authority, `${certificate}
${key}`]);
 return () => {
  write(before);
 };
}
function markServed({ served }, files) {
 replace(join(served, "served"), hashOf(files));
}
function certificateProblem({ certificate, key, authority }, host, now) {
 const chain = certificatesOf(certificate);
 const authorities = certificatesOf(authority);
 const [leaf] = chain;
 if (!leaf) return "tls.crt must be a certificate in PEM";
 if (authorities.length === 0) return "ca.crt must be certificates in PEM";
 if (!isKeyOf(leaf, key)) return "tls.key must be the private key of tls.crt, in PEM without a passphrase";
 if (now > new Date(leaf.validTo)) return `tls.crt ended on ${leaf.validTo}`;
 if (now < new Date(leaf.validFrom)) return `tls.crt begins on ${leaf.validFrom}`;
 if (!leaf.checkHost(host)) return `tls.crt must be for ${host}, got ${leaf.subjectAltName ?? "no name"}`;
 const allowed = leaf.keyUsage;
 const missing = usages.filter(([usage]) => allowed?.includes(usage) === false).map(([, name]) => name);
 if (missing.length > 0) return `tls.crt must have the usage ${missing.join(" and ")}`;
 const isTrusted = isSigned(leaf, [...authorities, ...chain], authorities);
 return isTrusted ? void 0 : "tls.crt must be signed by a root certificate in ca.crt";
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
function isSigned(certificate, issuers, authorities, length = 1) {
 if (authorities.includes(certificate) && isSignedBy(certificate, certificate)) return true;
 const issuer = issuers.find((other) => other !== certificate && isSignedBy(certificate, other));
 return issuer !== void 0 && length < longestChain && isSigned(issuer, issuers, authorities, length + 1);
}
function isSignedBy(certificate, issuer) {
 return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
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

// files/settings.ts
function readSettings(file) {
 const { tls, ...settings } = JSON.parse(readFileSync(file, "utf8"));
 return tls && existsSync(tls.served) ? { ...settings, tls } : settings;
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
 const read = (key) => readFileSync(join(directory, key), "utf8").replace(/\r?\n$/, "");
 try {
  const [username, password] = [read("username"), read("password")];
  const problem = valueProblem("username", username, "uri") ?? valueProblem("password", password, passwordAlphabet);
  return problem ? { problem } : { username, password };
 } catch {
  return { problem: "the Secret must have the keys of username and password" };
 }
}
var alphabets = {
 uri: [/^[A-Za-z0-9._~-]*$/, 'letters, digits, ".", "_", "~" and "-" alone, because it is part of a URI'],
 printable: [/^[\x20-\x7e]*$/, "printable ASCII characters alone"]
};
function valueProblem(key, value, alphabet) {
 const [pattern, characters] = alphabets[alphabet];
 if (!pattern.test(value)) return `the ${key} in the Secret must be of ${characters}`;
 return value === "" ? `the ${key} in the Secret must not be empty` : void 0;
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

// mongod/transport.ts
async function transport(settings, host) {
 const { tls } = settings;
 if (!tls) return "";
 if (host === localHost(settings)) return "&tls=true&tlsAllowInvalidCertificates=true";
 const authority = servedAuthority(tls);
 if (tls.mode !== "require" && await handshake(host, readFileSync(authority)) === "plain") return "";
 return `&tls=true&tlsCAFile=${encodeURIComponent(authority)}`;
}
function handshake(host, ca) {
 const address = addressOf(host, 2);
 const socket = connectByTls({ ...address, servername: address.host, ca, rejectUnauthorized: false });
 let isOpen = false;
 socket.on("connect", () => isOpen = true);
 return firstAnswer(socket, {
  secureConnect: () => socket.authorized ? "tls" : "untrusted",
  error: () => isOpen ? "plain" : "silent"
 });
}
function probePort(host, seconds) {
 return firstAnswer(connect(addressOf(host, seconds)), { connect: () => "open", error: () => "closed" });
}
function addressOf(host, seconds) {
 const colon = host.lastIndexOf(":");
 return { host: host.slice(0, colon), port: Number(host.slice(colon + 1)), timeout: seconds * 1e3 };
}
function firstAnswer(socket, answers) {
 return new Promise((resolve) => {
  for (const [event, answer] of Object.entries({ ...answers, timeout: () => "silent" }))
   socket.on(event, () => {
    resolve(answer());
    socket.destroy();
   });
 });
}

// mongod/connections.ts
var uriOptions = "directConnection=true&serverSelectionTimeoutMS=2000&connectTimeoutMS=2000&socketTimeoutMS=30000&maxPoolSize=2";
var Connections = class {
 constructor(Mongo2, settings, transportTo = transport) {
  this.Mongo = Mongo2;
  this.settings = settings;
  this.transportTo = transportTo;
 }
 #open = new Map();
 local(command, database) {
  return this.run(localHost(this.settings), command, database);
 }
 async configuration(host = localHost(this.settings)) {
  return (await this.run(host, { replSetGetConfig: 1 })).config;
 }
 async run(host, command, database = "admin") {
  const opened = this.#open.get(host) ?? this.#connect(host);
  this.#open.set(host, opened);
  let connection;
  try {
   connection = await opened;
   return await connection.getDB(database).runCommand(command);
  } catch (error) {
   const isUsable = connection && isRefusal(error) && !isLoginRefusal(error);
   if (!isUsable && this.#open.get(host) === opened) this.#open.delete(host);
   if (!isUsable) await connection?.close().catch(() => void 0);
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
 async #connect(host) {
  let refusal;
  for (const key of keysOf(readFileSync(this.settings.keyfile, "utf8"))) {
   try {
    return await this.#login(host, "__system", key, "local&authMechanism=SCRAM-SHA-256");
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
};
function isRefusal(error) {
 return error instanceof Error && error.name === "MongoServerError" && "code" in error;
}
function isLoginRefusal(error) {
 return isRefusal(error) && error.code === 18;
}
function reasonOf(error) {
 return error instanceof Error ? error.message : String(error);
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
 return options.some(mayBePrimary) ? options : withElectable(options);
}
function withElectable([first, ...others]) {
 if (!first) return [];
 return [mayBePrimary(first) ? first : { ...ordinary, tags: first.tags }, ...others];
}
function mayBePrimary({ votes, priority }) {
 return votes > 0 && priority > 0;
}
function optionsOf(member) {
 const { votes, priority, hidden, secondaryDelaySecs, tags } = { ...ordinary, ...member };
 const delay = Number(secondaryDelaySecs);
 return { votes: Number(votes), priority: Number(priority), hidden, secondaryDelaySecs: delay, tags: { ...tags } };
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

// http/client.ts
async function send({ body, ...options }, server, seconds) {
 const signal = AbortSignal.timeout(seconds * 1e3);
 const start = options.protocol === "https:" ? httpsRequest : httpRequest;
 const request = start({ ...options, signal });
 request.on("error", () => void 0);
 request.end(body && JSON.stringify(body));
 try {
  const [response] = await once(request, "response");
  let text = "";
  for await (const part of response.setEncoding("utf8")) text += part;
  return { status: response.statusCode ?? 0, body: text };
 } catch (error) {
  throw signal.aborted ? new Error(`${server} did not answer within ${seconds} s`) : error;
 }
}

// observe/configuration.ts
async function observeConfiguration(connections, desired, members) {
 const config = await connections.configuration();
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
function podNodeLabels({ NODE_ZONE: zone, NODE_REGION: region }) {
 return { ...zone ? { zone } : {}, ...region ? { region } : {} };
}
async function memberNodeLabels(settings, members, nameOf = memberName) {
 const found = await Promise.all(
  members.map(async ({ ordinal, state }) => {
   if (ordinal === void 0 || state.startsWith("(")) return [];
   try {
    const address = { host: nameOf(settings, ordinal), port: settings.agentPort };
    const { body } = await send({ ...address, protocol: "http:", path: "/status", agent: false }, "the agent", 1);
    const { nodeLabels } = JSON.parse(body);
    return nodeLabels ? [[ordinal, nodeLabels]] : [];
   } catch {
    return [];
   }
  })
 );
 return Object.fromEntries(found.flat());
}
async function observeCompatibility(connections, { featureCompatibilityVersion: desired }, members) {
 if (!desired) return void 0;
 const { featureCompatibilityVersion } = await connections.local({
  getParameter: 1,
  featureCompatibilityVersion: 1
 });
 const { version: current, targetVersion } = featureCompatibilityVersion;
 if (current === desired && !targetVersion) return void 0;
 if (isOlder(desired, current)) return { desired, current, lower: true, behind: [] };
 const behind = members.map(async ({ host }) => {
  const answer = await connections.run(host, { buildInfo: 1 }).catch(() => ({}));
  const { version = "" } = answer;
  return isOlder(version, desired) ? [host] : [];
 });
 return { desired, current, lower: false, behind: (await Promise.all(behind)).flat() };
}
function isOlder(one, other) {
 const [major = 0, minor = 0] = one.split(".").map(Number);
 const [otherMajor = 0, otherMinor = 0] = other.split(".").map(Number);
 return major < otherMajor || major === otherMajor && minor < otherMinor;
}

// observe/users.ts
var Users = class {
 constructor(connections) {
  this.connections = connections;
 }
 #verified = new Map();
 observe({ users, removedUsers }) {
  const accounts = users.map((user) => ({ user, found: userCredentials(this.connections.settings, user) }));
  return Promise.all([
   ...accounts.map((account) => this.#state(account, accounts)),
   ...removedUsers.map((user) => this.#removal(user, accounts))
  ]);
 }
 async #state({ user, found }, accounts) {
  const { name, database, roles } = user;
  if ("problem" in found) return { name, state: "refused", problem: found.problem };
  const { username, password } = found;
  const twin = accounts.find((other) => other.user !== user && hasLogin(other, { username, database }));
  if (twin) return { name, state: "refused", problem: `the Secret has the username of ${twin.user.name}` };
  const stored = await this.#stored({ username, database });
  if (!stored) return { name, state: "missing" };
  if (rights(stored) !== rights({ roles })) return { name, state: "wrong roles" };
  const verified = JSON.stringify([username, password, stored.credentials]);
  const pair = createHash("sha256").update(verified).digest("hex");
  if (this.#verified.get(name) !== pair) {
   if (!await this.connections.accepts(username, password, database)) return { name, state: "wrong password" };
   this.#verified.set(name, pair);
  }
  return { name, state: "synced" };
 }
 async #removal(login, accounts) {
  const isKept = accounts.some(
   (account) => hasLogin(account, login) || "problem" in account.found && account.user.database === login.database
  );
  const state = !isKept && await this.#stored(login) ? "unwanted" : "synced";
  return { name: loginName(login), state };
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
function hasLogin({ user, found }, { username, database }) {
 return !("problem" in found) && found.username === username && user.database === database;
}
function observeRoles(connections, { roles }) {
 return Promise.all(
  roles.map(async (desired) => {
   const { role, db } = desired;
   const command = { rolesInfo: { role, db }, showPrivileges: true };
   const [stored] = (await connections.local(command)).roles;
   const state = stored === void 0 ? "missing role" : rights(stored) === rights(desired) ? "synced" : "wrong role";
   return { name: roleName(desired), state };
  })
 );
}
function roleName({ role, db }) {
 return `${db}.${role}`;
}
function rights({ privileges = [], roles }) {
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

// act/commands.ts
function userCommand(settings, { kind, user: name }) {
 const { users, removedUsers } = readDesired(settings);
 if (kind === "remove user") {
  const removed = removedUsers.find((candidate) => loginName(candidate) === name);
  return removed && { command: { dropUser: removed.username }, database: removed.database };
 }
 const user = users.find((candidate) => candidate.name === name);
 const found = user && userCredentials(settings, user);
 if (!found || "problem" in found) return void 0;
 const { database, roles } = user;
 const { username, password } = found;
 const pwd = password;
 const commands = {
  "create user": { createUser: username, pwd, roles, mechanisms: ["SCRAM-SHA-256"] },
  "change password": { updateUser: username, pwd },
  "change roles": { updateUser: username, roles }
 };
 return { command: commands[kind], database };
}
function roleCommand(desired, { kind, role: name }) {
 const found = desired.roles.find((candidate) => roleName(candidate) === name);
 if (!found) return void 0;
 const { role, db, privileges, roles } = found;
 const subject = kind === "create role" ? { createRole: role } : { updateRole: role };
 return { command: { ...subject, privileges, roles }, database: db };
}

// act/configuration.ts
function newMembers(settings, topology, ordinals, members = []) {
 const desired = desiredMembers(topology, Math.max(...ordinals) + 1);
 const options = members.length > 0 ? desired : withElectable(desired);
 const taken = new Set(members.map(({ _id }) => _id));
 return ordinals.map((ordinal) => {
  let id = ordinal;
  while (taken.has(id)) id += 1;
  taken.add(id);
  return { _id: id, host: memberHost(settings, ordinal), ...difference(ordinary, options[ordinal] ?? ordinary) };
 });
}

// act/actor.ts
var confirmedFrom = "7.0";
var Actor = class {
 constructor(connections, ordinal) {
  this.connections = connections;
  this.ordinal = ordinal;
 }
 async act(action) {
  const { settings } = this.connections;
  switch (action.kind) {
   case "initiate": {
    const { topology } = readDesired(settings);
    const { electionTimeoutMillis } = topology;
    const members = newMembers(settings, topology, action.ordinals);
    return this.#run({ replSetInitiate: { _id: settings.name, members, settings: { electionTimeoutMillis } } });
   }
   case "add": {
    const { topology } = readDesired(settings);
    return this.#reconfigure((members) => [
     ...members,
     ...newMembers(settings, topology, action.ordinals, members)
    ]);
   }
   case "remove": {
    const removed = memberHost(settings, action.ordinal);
    return this.#reconfigure((members) => members.filter(({ host }) => host !== removed));
   }
   case "configure": {
    const { members: changes, electionTimeoutMillis } = action;
    const changeOf = ({ host }) => changes[memberOrdinal(settings, host) ?? -1];
    const change = (members) => members.map((member) => ({ ...member, ...changeOf(member) }));
    return this.#reconfigure(change, { electionTimeoutMillis });
   }
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
    return this.#replicate(userCommand(settings, action));
   case "create role":
   case "change role":
    return this.#replicate(roleCommand(readDesired(settings), action));
   case "raise compatibility":
    return this.#raiseCompatibility(action.version);
   case "renew certificate":
    return this.#renewCertificate();
   case "raise TLS":
    return this.#run({ setParameter: 1, tlsMode: "preferTLS" });
   case "idle":
   case "wait":
  }
 }
 async #end() {
  await this.#run({ shutdown: 1, force: true }).catch((error) => {
   if (isRefusal(error)) throw error;
  });
 }
 async #reconfigure(change, changedSettings = {}) {
  const config = await this.connections.configuration();
  const members = change(config.members);
  const settings = { ...config.settings, ...changedSettings };
  await this.#run({
   replSetReconfig: { ...config, version: config.version + 1, members, settings },
   maxTimeMS: 2e4
  });
 }
 async #raiseCompatibility(version) {
  const own = await this.connections.local({ buildInfo: 1 });
  const confirm = isOlder(own.version, confirmedFrom) ? {} : { confirm: true };
  await this.#replicate({ command: { setFeatureCompatibilityVersion: version, ...confirm }, database: "admin" });
 }
 async #renewCertificate() {
  const { settings } = this.connections;
  const { tls } = settings;
  const given = tls && givenCertificate(tls, memberName(settings, this.ordinal));
  if (!given || "problem" in given) return;
  const undo = writeServed(tls, given);
  await this.#run({ rotateCertificates: 1 }).catch((error) => {
   if (isRefusal(error)) undo();
   throw error;
  });
  markServed(tls, given);
 }
 async #replicate(given) {
  if (!given) return;
  await this.#run({ ...given.command, writeConcern: { w: "majority", wtimeout: 1e4 } }, given.database);
 }
 async #run(command, database) {
  await this.connections.local(command, database);
 }
};

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

// decide/actions.ts
function wait(code, ...messages) {
 return { kind: "wait", reasons: messages.map((message) => ({ code, message })) };
}
function firstDue(actions, { failed = [] }) {
 const changes = actions.filter((action) => action && isChange(action));
 const change = changes.find((action) => !failed.includes(JSON.stringify(action))) ?? changes[0];
 if (change) return change;
 const reasons = actions.flatMap((action) => action?.kind === "wait" ? action.reasons : []);
 return reasons.length > 0 ? { kind: "wait", reasons } : { kind: "idle" };
}
function isChange(action) {
 return action.kind !== "wait" && action.kind !== "idle";
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
var otherKeyfile = "(has another keyfile)";
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

// decide/topology.ts
var mostLagSeconds = 10;
function topologyAction(observation) {
 const { ordinal, replicas = 0, topology, members } = observation;
 if (!topology || replicas === 0) return void 0;
 if (isOutdated(observation))
  return wait("members", "the kubelet to renew desired.json, which is not that of the StatefulSet");
 const pending = pendingMembers(observation, topology);
 const own = pending.find((one) => one.ordinal === ordinal && !mayBePrimary(one.desired));
 const others = pending.filter((one) => one !== own);
 const voting = others.filter((one) => one.change.votes !== void 0);
 const vote = voting.find((one) => !voteObstacle(members, one));
 const changed = others.filter((one) => one === vote || !voting.includes(one));
 const { electionTimeoutMillis } = topology.desired;
 if (changed.length > 0 || electionTimeoutMillis !== topology.electionTimeoutMillis)
  return {
   kind: "configure",
   members: Object.fromEntries(changed.map((one) => [one.ordinal, one.change])),
   electionTimeoutMillis
  };
 if (own) return handOver(observation);
 const [blocked] = voting;
 return blocked && wait("members", voteObstacle(members, blocked) ?? "");
}
function isOutdated({ revision, topology }) {
 return revision !== void 0 && topology !== void 0 && revision !== topology.desired.revision;
}
function handOver({ ordinal, replicas = 0, members, topology }) {
 const desired = topology && desiredMembers(topology.desired, replicas);
 const successor = members.some(
  ({ ordinal: other = replicas, state, lagSeconds = 0, options = ordinary }) => other !== ordinal && other < replicas && state === "SECONDARY" && lagSeconds <= mostLagSeconds && mayBePrimary(options) && mayBePrimary(desired?.[other] ?? ordinary)
 );
 return successor ? { kind: "step down" } : wait("members", "a staying member to be able to take over");
}
function pendingMembers({ replicas = 0, members }, { desired, nodeLabels }) {
 const options = desiredMembers(desired, replicas);
 return members.flatMap((member) => {
  const given = options[member.ordinal ?? -1];
  if (member.ordinal === void 0 || !given || !member.options) return [];
  const known = Object.entries(member.options.tags).filter(([tag]) => tag === "zone" || tag === "region");
  const labels = desired.zoneTags ? { ...Object.fromEntries(known), ...nodeLabels[member.ordinal] } : {};
  const wanted = { ...given, tags: { ...labels, ...given.tags } };
  const change = difference(member.options, wanted);
  return change ? [{ member, ordinal: member.ordinal, change, desired: wanted }] : [];
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

// decide/membership.ts
function candidates({ ordinal, replicas = 0, state, members }) {
 if (state === "uninitialised" && ordinal === 0) return upTo(replicas).slice(1);
 if (state !== "primary") return [];
 return upTo(replicas).filter((desired) => !members.some((member) => member.ordinal === desired));
}
function initiation({ ordinal, replicas, apiProblem, peers }) {
 if (ordinal !== 0)
  return wait("configuration", "member 0 to initiate the set, or a member to bring its configuration");
 if (replicas === void 0) return waitForReplicas(apiProblem);
 if (replicas === 0) return wait("members", "the pod to end: no members are desired");
 const strangers = upTo(replicas).slice(1).filter((peer) => peers[peer] !== "empty");
 const obstacles2 = strangers.map(
  (peer) => peers[peer] === "same" || peers[peer] === "other" ? `member ${peer} to bring its configuration: it belongs to a set` : strangeness(peer, peers[peer])
 );
 return obstacles2.length > 0 ? wait("members", ...obstacles2) : { kind: "initiate", ordinals: upTo(replicas) };
}
function membership(observation) {
 const { ordinal, replicas, apiProblem, members, peers } = observation;
 if (replicas === void 0) return waitForReplicas(apiProblem);
 if (replicas === 0) return void 0;
 const missing = candidates({ ordinal, replicas, state: "primary", members });
 const ready = missing.filter((peer) => peers[peer] === "empty" || peers[peer] === "same");
 if (ready.length > 0 && !isOutdated(observation)) return { kind: "add", ordinals: ready };
 const surplus = members.map((member) => member.ordinal ?? -1).filter((other) => other >= replicas);
 const others = surplus.filter((other) => other !== ordinal);
 if (others.length > 0) return { kind: "remove", ordinal: Math.max(...others) };
 if (surplus.length > 0) return handOver(observation);
 const obstacles2 = missing.filter((peer) => !ready.includes(peer)).map((peer) => strangeness(peer, peers[peer]));
 return obstacles2.length > 0 ? wait("members", ...obstacles2) : void 0;
}
function waitForReplicas(problem) {
 const reason = problem ? `: ${problem}` : "";
 return wait("api_server", `the API server to return the number of replicas${reason}`);
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
function upTo(count2) {
 return Array.from({ length: count2 }, (_, ordinal) => ordinal);
}

// decide/tls.ts
var obstacles = {
 untrusted: "have a certificate that ca.crt signed",
 plain: "accept TLS",
 silent: "answer"
};
function tlsAction({ tls }) {
 if (!tls) return void 0;
 const { certificate, problem, answers = {} } = tls;
 if (certificate === "new") return { kind: "renew certificate" };
 const all = Object.entries(answers);
 const good = all.filter(([, answer]) => answer === "tls").length;
 const known = all.every(([, answer]) => answer === "tls" || answer === "silent");
 if (known && 2 * good > all.length) return { kind: "raise TLS" };
 const reasons = all.flatMap(([host, answer]) => answer === "tls" ? [] : [`${host} to ${obstacles[answer]}`]);
 if (problem) reasons.unshift(`a valid certificate in the Secret (${problem})`);
 return reasons.length > 0 ? wait("tls", ...reasons) : void 0;
}

// decide/decide.ts
var lostSecondsBeforeRestart = 60;
var userChanges = {
 missing: "create user",
 "wrong password": "change password",
 "wrong roles": "change roles",
 unwanted: "remove user",
 "missing role": "create role",
 "wrong role": "change role"
};
function decide(observation) {
 const { staleConnections: hosts = [] } = observation;
 if (hosts.length > 0) return { kind: "reconnect", hosts };
 return firstDue([tlsAction(observation), actionInState(observation)], observation);
}
function actionInState(observation) {
 const { state, members } = observation;
 switch (state) {
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
   return wait("state", `this pod's mongod to leave the state ${state}${unreachable(members)}`);
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
 const { users } = observation;
 const change = membership(observation);
 const problems = users.flatMap(({ name, problem }) => problem ? [`${name}: ${problem}`] : []);
 const actions = [
  change,
  topologyAction(observation),
  ...users.map(userChange),
  wait("users", ...problems),
  change ? void 0 : compatibilityAction(observation)
 ];
 return firstDue(actions, observation);
}
function actionOfSecondary({ members, users }) {
 if (!members.some(({ state }) => state === "PRIMARY")) return wait("primary", `a primary${unreachable(members)}`);
 const pending = users.filter(({ state }) => state !== "synced").map(({ name, problem = "the primary to set up the user" }) => `${name}: ${problem}`);
 return pending.length > 0 ? wait("users", ...pending) : { kind: "idle" };
}
function userChange({ name, state }) {
 if (state === "synced" || state === "refused") return void 0;
 const kind = userChanges[state];
 return kind === "create role" || kind === "change role" ? { kind, role: name } : { kind, user: name };
}
function compatibilityAction({ compatibility }) {
 if (!compatibility) return void 0;
 const { desired, current, lower, behind } = compatibility;
 if (lower)
  return wait("compatibility", `an administrator to lower featureCompatibilityVersion from ${current} to ${desired}`);
 if (behind.length > 0)
  return wait("compatibility", `${behind.join(", ")} to run ${desired}, for featureCompatibilityVersion`);
 return { kind: "raise compatibility", version: desired };
}
function unreachable(members) {
 const ending = (problem, some) => some.length === 0 ? "" : `; ${problem}: ${some.map(({ host }) => host).join(", ")}`;
 const strangers = members.filter(({ state }) => state === otherKeyfile);
 const lost = members.filter(({ state }) => state.startsWith("(") && state !== otherKeyfile);
 return ending("not reachable", lost) + ending("with another keyfile", strangers);
}

// http/api-server.ts
var keepAlive = new Agent({ keepAlive: true, maxSockets: 1 });
async function readStatefulSet({ namespace, name }, server) {
 const path = `/apis/apps/v1/namespaces/${namespace}/statefulsets/${name}`;
 const { metadata, spec, status } = await call("GET", path, void 0, server);
 const { replicas } = spec;
 const isCurrent = status?.observedGeneration === metadata?.generation;
 const isRolledOut = isCurrent && status?.readyReplicas === replicas && status.updatedReplicas === replicas;
 return { replicas, revision: metadata?.annotations?.[topologyAnnotation], isRolledOut };
}
async function call(method, path, body, { host, port, account } = inCluster()) {
 const token = readFileSync(`${account}/token`, "utf8");
 const headers = { Authorization: `Bearer ${token}`, Accept: "application/json", "Content-Type": "application/json" };
 const ca = readFileSync(`${account}/ca.crt`);
 const request = { protocol: "https:", method, host, port, path, agent: keepAlive, ca, headers, body };
 const answer = await send(request, "the API server", 3);
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
function memberState(member) {
 return member.authenticated === false ? otherKeyfile : member.stateStr;
}
function stateBehind(error) {
 if (isLoginRefusal(error)) return "refused";
 if (!isRefusal(error)) return "unreachable";
 if (error.code === notYetInitialised) return "uninitialised";
 return error.code === invalidConfiguration ? "removed" : "unknown";
}

// observe/peers.ts
async function peerState(connections, ordinal) {
 const host = memberHost(connections.settings, ordinal);
 const problem = await connections.run(host, { replSetGetStatus: 1 }).then(() => void 0, stateBehind);
 if (problem === "unreachable" || problem === "refused") return problem;
 const found = problem === "uninitialised" ? emptiness(connections, host) : kinship(connections, host);
 return found.catch(() => "unreachable");
}
async function emptiness(connections, host) {
 const { catalogStats } = await connections.run(host, { serverStatus: 1 });
 const { collections, views, timeseries = 0 } = catalogStats;
 return Number(collections) + Number(views) + Number(timeseries) === 0 ? "empty" : "with data";
}
async function kinship(connections, host) {
 const setId = ({ settings }) => String(settings.replicaSetId);
 const [own, other] = await Promise.all([
  connections.configuration().then(setId, () => "none"),
  connections.configuration(host).then(setId)
 ]);
 return own === other ? "same" : "other";
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
 if (!tls) return void 0;
 const mode = tls.mode === "prefer" ? await modeOf(connections) : void 0;
 const answers = mode === "allowTLS" ? { answers: await answersOf(members, tls) } : {};
 const given = givenCertificate(tls, memberName(settings, ordinal));
 if ("problem" in given) return { certificate: "refused", problem: given.problem, ...answers };
 return { certificate: isServed(tls, given) ? "served" : "new", ...answers };
}
async function modeOf(connections) {
 const answer = await connections.local({ getParameter: 1, tlsMode: 1 }).catch(() => ({}));
 return answer.tlsMode;
}
async function answersOf(members, tls) {
 const authority = readFileSync(servedAuthority(tls));
 const answers = members.map(async ({ host }) => [host, await handshake(host, authority)]);
 return Object.fromEntries(await Promise.all(answers));
}

// observe/observer.ts
var Observer = class {
 constructor(sources) {
  this.sources = sources;
  this.#users = new Users(sources.connections);
 }
 #lostSince;
 #staleConnections = new StaleConnections();
 #users;
 async observe(mongod) {
  const { connections, pod, readStatefulSet: readStatefulSet2 } = this.sources;
  const { ordinal, nodeLabels } = pod;
  const [statefulSet, own] = await Promise.all([
   readStatefulSet2().catch((error) => ({ apiProblem: reasonOf(error) })),
   mongod ?? this.mongod()
  ]);
  const { replicas, revision, apiProblem } = statefulSet;
  const peers = await Promise.all(
   candidates({ ordinal, replicas, ...own }).map(
    async (peer) => [peer, await peerState(connections, peer)]
   )
  );
  const desired = own.state === "primary" || own.state === "secondary" ? readDesired(connections.settings) : void 0;
  const led = own.state === "primary" ? desired : void 0;
  return {
   ordinal,
   replicas,
   apiProblem,
   revision,
   ...own,
   ...led && await observeConfiguration(connections, led.topology, own.members),
   nodeLabels,
   lostSeconds: await this.#lostSeconds(own),
   peers: Object.fromEntries(peers),
   users: desired ? [...await observeRoles(connections, desired), ...await this.#users.observe(desired)] : [],
   compatibility: led && await observeCompatibility(connections, led, own.members),
   tls: await observeTls(connections, ordinal, own.members),
   staleConnections: await this.#staleConnections.among(own.members)
  };
 }
 async mongod() {
  const { connections, pod } = this.sources;
  try {
   const status = await connections.local({ replSetGetStatus: 1 });
   return { state: stateOf(status.myState), members: this.#members(status), listed: true };
  } catch (error) {
   const state = stateBehind(error);
   const config = state === "removed" ? await connections.configuration().catch(() => void 0) : void 0;
   const own = memberHost(connections.settings, pod.ordinal);
   return { state, members: [], listed: config?.members.some(({ host }) => host === own) ?? false };
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
 async #lostSeconds({ state, listed }) {
  const isLost = state === "removed" && listed && await this.#nameIsRight();
  if (!isLost) this.#lostSince = void 0;
  else this.#lostSince ??= performance.now();
  return this.#lostSince === void 0 ? 0 : (performance.now() - this.#lostSince) / 1e3;
 }
 async #nameIsRight() {
  const { connections, pod } = this.sources;
  const found = await lookup(memberName(connections.settings, pod.ordinal), { all: true }).catch(() => []);
  return found.some(({ address }) => address === pod.address);
 }
};

// status/member-figures.ts
var commandMilliseconds = 2e3;
var primary = 1;
var secondary = 2;
var unknown = { state: "unreachable", set_has_primary: false };
var questions = [
 { command: { replSetGetStatus: 1 }, read: replication },
 {
  command: { hello: 1 },
  read: ({ secondaryDelaySecs: delay = 0 }, { member_replication_lag_seconds: lag2 }) => lag2 === void 0 ? {} : { member_replication_lag_seconds: Math.max(0, Number(lag2) - Number(delay)) }
 },
 {
  command: { serverStatus: 1, oplog: 1, metrics: 0, locks: 0 },
  read: ({ connections, opcounters, oplog, wiredTiger }) => ({
   member_connections: connections?.current,
   member_connections_available: connections?.available,
   member_operations_total: opcounters,
   member_oplog_window_seconds: oplogWindow(oplog),
   member_cache_used_bytes: wiredTiger?.cache["bytes currently in the cache"],
   member_cache_max_bytes: wiredTiger?.cache["maximum bytes configured"]
  })
 },
 {
  command: { collStats: "oplog.rs" },
  database: "local",
  read: ({ size, maxSize }) => maxSize ? { member_oplog_used_bytes: size, member_oplog_max_bytes: maxSize } : {}
 },
 {
  command: { dbStats: 1 },
  database: "local",
  read: ({ fsUsedSize, fsTotalSize }) => ({
   member_disk_used_bytes: fsUsedSize,
   member_disk_total_bytes: fsTotalSize
  })
 }
];
function figuresReader(connections) {
 let figures = unknown;
 let round;
 const ask = async () => {
  figures = unknown;
  for (const { command, database, read } of questions) {
   try {
    const answer = await connections.local({ ...command, maxTimeMS: commandMilliseconds }, database);
    figures = { ...figures, ...read(answer, figures) };
   } catch (error) {
    if (read === replication) figures = { ...figures, state: stateBehind(error) };
    if (!isRefusal(error) || isLoginRefusal(error)) return;
   }
  }
 };
 return async (seconds = 4) => {
  round ??= ask().finally(() => round = void 0);
  await Promise.race([round, pause(seconds * 1e3, void 0, { ref: false })]);
  return figures;
 };
}
function replication({ myState, members }) {
 return {
  state: stateOf(myState),
  set_members_configured: members.length,
  set_members_serving: members.filter(({ state }) => state === primary || state === secondary).length,
  set_has_primary: members.some(({ state }) => state === primary),
  member_replication_lag_seconds: lag(members)
 };
}
function lag(members) {
 const own = members.find(({ self }) => self === true);
 if (own?.state === primary) return 0;
 const time = Number(own?.optimeDate ?? 0) / 1e3;
 if (time === 0) return void 0;
 return Math.max(...members.map(({ optimeDate = 0 }) => Number(optimeDate) / 1e3)) - time;
}
function oplogWindow(oplog) {
 if (!oplog) return void 0;
 const [from, to] = [oplog.earliestOptime.getHighBitsUnsigned(), oplog.latestOptime.getHighBitsUnsigned()];
 return from === 0 ? void 0 : to - from;
}

// status/exposition.ts
var metrics = {
 agent_ready: ["1 if the member serves in sync and was set up"],
 agent_action: ["The last decision of the agent", "kind"],
 agent_waiting_for: ["The reasons for which the agent waits", "reason"],
 agent_actions_total: ["The changes since the agent started", "kind"],
 agent_action_failures_total: ["The failures since the agent started", "kind"],
 agent_user_refused: ["1 if a user's Secret cannot be used", "user"],
 agent_reconcile_age_seconds: ["The time since the last reconciliation"],
 agent_observation_age_seconds: ["The time since the last observation; none before the first"],
 agent_resident_memory_bytes: ["The memory that the agent uses, its program included"],
 set_members_desired: ["The replicas of the StatefulSet"],
 set_members_configured: ["The members of the configuration"],
 set_members_serving: ["The members that this one sees as primary or secondary"],
 set_has_primary: ["1 if this member sees a primary"],
 member_state: ["The state of the member", "state"],
 member_replication_lag_seconds: ["The time behind the newest member, beyond its delay; none before it follows"],
 member_oplog_window_seconds: ["The time from the oldest entry of the oplog to the newest"],
 member_oplog_used_bytes: ["The size of the entries of the oplog"],
 member_oplog_max_bytes: ["The size beyond which the oplog drops old entries"],
 member_connections: ["The connections that are open"],
 member_connections_available: ["The connections beyond those"],
 member_disk_used_bytes: ["The used size of the file system of the data"],
 member_disk_total_bytes: ["The size of the file system of the data"],
 member_cache_used_bytes: ["The used size of WiredTiger's cache"],
 member_cache_max_bytes: ["The size of WiredTiger's cache"],
 member_operations_total: ["The operations since mongod started", "type"]
};
var contentType = "text/plain; version=0.0.4; charset=utf-8";
function exposition(figures, described = metrics) {
 return Object.entries(described).map(([metric, [help, label]]) => {
  const name = `mongodb_${metric}`;
  const samples = Object.entries(label ? figures[metric] ?? {} : { "": figures[metric] }).filter(([, figure]) => Number.isFinite(Number(figure))).map(([value, figure]) => `${name}${label ? `{${label}="${escaped(value)}"}` : ""} ${Number(figure)}
`);
  const type = name.endsWith("_total") ? "counter" : "gauge";
  return samples.length === 0 ? "" : `# HELP ${name} ${help}
# TYPE ${name} ${type}
${samples.join("")}`;
 }).join("");
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
async function metricsText(report, read) {
 const { state, ...member } = await read();
 const { status, history } = report;
 const { action, users = [] } = status;
 const reasons = action?.kind === "wait" ? action.reasons : [];
 const codes = reasons.map(({ code }) => code);
 return exposition({
  agent_ready: status.ready,
  agent_action: marked(["idle", "wait", ...Object.keys(none)], [action?.kind]),
  agent_waiting_for: marked(waitCodes, codes),
  agent_actions_total: { ...none, ...history.done },
  agent_action_failures_total: { observe: 0, ...none, ...history.failed },
  agent_user_refused: Object.fromEntries(users.map((user) => [user.name, user.state === "refused"])),
  agent_reconcile_age_seconds: report.reconcileAgeSeconds,
  agent_observation_age_seconds: report.observationAgeSeconds,
  agent_resident_memory_bytes: process.memoryUsage.rss(),
  set_members_desired: status.replicas,
  member_state: marked(mongodStates, [state]),
  ...member
 });
}
function marked(values, those) {
 return Object.fromEntries(values.map((value) => [value, those.includes(value)]));
}

// status/report.ts
var staleSeconds = 30;
var stuckSeconds = 120;
var forgottenSeconds = 900;
var Report = class {
 constructor(write) {
  this.write = write;
  this.history = { done: {}, failed: {} };
  this.#last = {};
  this.#wasSetUp = false;
  this.#reconciledAt = performance.now();
  this.#observedAt = -Infinity;
  this.#logged = "";
  this.#failures = new Map();
 }
 #last;
 #wasSetUp;
 #reconciledAt;
 #observedAt;
 #logged;
 #failures;
 observed({ state }) {
  this.#last = { ...this.#last, state };
  this.#observedAt = performance.now();
 }
 decided(observation, action) {
  this.observed(observation);
  this.#last = { ...observation, action };
  this.#reconciledAt = performance.now();
  const { members, users } = observation;
  const hasPrimary = members.some(({ state }) => state === "PRIMARY");
  const hasUsers = observation.state === "secondary" || users.every(({ state }) => state === "synced");
  if (this.#inSync() && hasPrimary && hasUsers) this.#wasSetUp = true;
  if (action.kind === "idle") this.#failures.clear();
  if (!isChange(action)) this.#log({ ...action });
 }
 done(action) {
  if (!isChange(action)) return;
  this.#failures.clear();
  count(this.history.done, action.kind);
  this.#log({ ...action, result: "done" });
 }
 failed(error, action) {
  const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
  const failure = `${reasonOf(error)}${code}`;
  this.#last = { ...this.#last, failure };
  this.#reconciledAt = performance.now();
  const event = { kind: "observe", ...action, result: "failed", reason: failure };
  count(this.history.failed, event.kind);
  const text = JSON.stringify(event);
  if (secondsSince(this.#failures.get(text) ?? -Infinity) < forgottenSeconds) return;
  this.#failures.set(text, this.#reconciledAt);
  this.#log(event);
 }
 ends(reason) {
  this.#log({ kind: "end", reason });
 }
 get ready() {
  return this.#wasSetUp && this.#inSync() && this.observationAgeSeconds < staleSeconds;
 }
 get alive() {
  return this.reconcileAgeSeconds < stuckSeconds;
 }
 get settled() {
  return this.#last.action?.kind === "idle" && this.#last.failure === void 0;
 }
 get left() {
  return this.#last.state === "removed" || this.#last.state === "unreachable";
 }
 get status() {
  return { ready: this.ready, ...this.#last };
 }
 get reconcileAgeSeconds() {
  return secondsSince(this.#reconciledAt);
 }
 get observationAgeSeconds() {
  return secondsSince(this.#observedAt);
 }
 #inSync() {
  return this.#last.state === "primary" || this.#last.state === "secondary";
 }
 #log(event) {
  const line = JSON.stringify({ state: this.#last.state, ...event });
  if (line === this.#logged) return;
  this.#logged = line;
  this.write(`{"time":"${(new Date()).toISOString()}",${line.slice(1)}
`);
 }
};
function secondsSince(moment) {
 return (performance.now() - moment) / 1e3;
}
function count(counts, kind) {
 counts[kind] = (counts[kind] ?? 0) + 1;
}

// status/server.ts
var drainSeconds = 40;
function serve({ port, metrics: metrics2, ...parts }) {
 const { report } = parts;
 const answers = {
  [agentPaths.ready]: () => report.ready,
  [agentPaths.alive]: () => report.alive,
  [agentPaths.drain]: () => drain(parts),
  [agentPaths.metrics]: metrics2,
  "/status": () => report.status
 };
 return createServer(({ method, url = "" }, response) => {
  const end = (status, body) => {
   const isText = status === 200 && url === agentPaths.metrics;
   response.writeHead(status, { "Content-Type": isText ? contentType : "application/json" });
   response.end(isText ? body : `${JSON.stringify(body)}
`);
  };
  const answer = async () => {
   const found = method === "GET" ? answers[url] : void 0;
   const body = await found?.() ?? null;
   end(!found ? 404 : body === false ? 503 : 200, body);
  };
  answer().catch((error) => {
   end(500, { error: String(error) });
  });
 }).listen(port);
}
async function drain({ ordinal, report, readStatefulSet: readStatefulSet2 }, seconds = 10) {
 const replicas = await replicasWithin(seconds, readStatefulSet2);
 if (!replicas || ordinal < replicas) return "stays";
 const end = performance.now() + drainSeconds * 1e3;
 while (!report.left && performance.now() < end) await pause(200);
 return report.left ? "left" : "gave up";
}
async function replicasWithin(seconds, readStatefulSet2) {
 for (const end = performance.now() + seconds * 1e3; ; ) {
  const found = await readStatefulSet2().catch(() => void 0);
  if (found || performance.now() >= end) return found?.replicas;
  await pause(500);
 }
}

// loop/program.ts
var slotMilliseconds = 2e4;
var Program = class {
 constructor(directory, loaded) {
  this.directory = directory;
  this.#loaded = digest(loaded);
 }
 #loaded;
 get changed() {
  try {
   return digest(this.directory) !== this.#loaded;
  } catch {
   return false;
  }
 }
};
function mayEnd({ ordinal, ready, statefulSet, now }) {
 if (statefulSet && ordinal >= statefulSet.replicas) return false;
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
  const count2 = changed ? ++this.#changes : ++this.#waits;
  if (count2 > unsettledReconciliations) return settledSeconds;
  return changed ? changedSeconds : unsettledSeconds;
 }
};

// loop/agent.ts
function run(Mongo2, directory = agentDirectory) {
 process.on("unhandledRejection", fail);
 return reconcileForEver(Mongo2, directory).catch(fail);
}
function fail(error) {
 process.stderr.write(`${error instanceof Error ? error.stack ?? error.message : String(error)}
`);
 process.exit(1);
}
async function reconcileForEver(Mongo2, directory) {
 const program = new Program(directory, __dirname);
 const settings = readSettings(`${directory}/${agentFiles.settings}`);
 const { replicas } = settings;
 const statefulSet = () => replicas === void 0 ? readStatefulSet(settings) : Promise.resolve({ replicas });
 const { POD_NAME = "", POD_IP: address = "" } = process.env;
 const ordinal = Number(POD_NAME.split("-").at(-1));
 const pod = { ordinal, address, nodeLabels: podNodeLabels(process.env) };
 const connections = new Connections(Mongo2, settings);
 const report = new Report((line) => void process.stdout.write(line));
 const observer = new Observer({ connections, readStatefulSet: statefulSet, pod });
 const reconcile = reconciler(observer, new Actor(connections, ordinal), report);
 const read = figuresReader(connections);
 const metrics2 = () => metricsText(report, read);
 serve({ port: settings.agentPort, report, metrics: metrics2, ordinal, readStatefulSet: statefulSet });
 const termination = new AbortController();
 process.on("SIGTERM", () => {
  termination.abort();
  void endAfterMongod(localHost(settings));
 });
 for (const requeue = new Requeue(); ; ) {
  const changed = await reconcile();
  if (!changed && program.changed) {
   const found = await statefulSet().catch(() => void 0);
   const now = Date.now();
   if (!termination.signal.aborted && mayEnd({ ordinal, ready: report.ready, statefulSet: found, now })) {
    report.ends("for the kubelet to start the agent's new program");
    process.exit(0);
   }
  }
  await pause(requeue.after({ changed, settled: report.settled }) * (900 + 200 * Math.random()));
 }
}
function reconciler(observer, actor, report) {
 let failed = [];
 return async () => {
  let action;
  try {
   const mongod = await observer.mongod();
   report.observed(mongod);
   const observation = await observer.observe(mongod);
   action = decide({ ...observation, failed });
   report.decided(observation, action);
   await actor.act(action);
   report.done(action);
   return isChange(action);
  } catch (error) {
   report.failed(error, action);
   const text = JSON.stringify(action);
   if (action) failed = failed.includes(text) ? [text] : [...failed, text];
   return false;
  }
 };
}
async function endAfterMongod(host) {
 while (await probePort(host, 2) !== "closed") await pause(500);
 process.exit(0);
}
module.exports = {
 keysOf,
 run
};
