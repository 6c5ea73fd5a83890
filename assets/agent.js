// cdk8s-backend 0.1.0, agent.js 465139d30416e181, bundled from lib/mongo/agent
'use strict';

const {X509Certificate, createHash, createPrivateKey} = require("node:crypto")
const {Resolver, lookup} = require("node:dns/promises")
const {once, setMaxListeners} = require("node:events")
const {existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync} = require("node:fs")
const {createServer, request: httpRequest} = require("node:http")
const {Agent, request: httpsRequest} = require("node:https")
const {connect} = require("node:net")
const {join} = require("node:path")
const {setTimeout: pause} = require("node:timers/promises")
const {connect: connectByTls} = require("node:tls")

// files/certificate.ts
var usages = [
 ["1.3.6.1.5.5.7.3.1", "server auth"],
 ["1.3.6.1.5.5.7.3.2", "client auth"]
]
var longestChain = 8
function givenCertificate({source}, name) {
 try {
  let [certificate = "", key = "", authority = ""] = ["tls.crt", "tls.key", "ca.crt"].map(file => readFileSync(join(source, file), "utf8"))
  let problem = certificateProblem({certificate, key, authority}, name, new Date())
  return problem ? {problem} : {certificate, key, authority}
 } catch {
  return {problem: "it must have the keys tls.crt, tls.key and ca.crt"}
 }
}
function servedAuthority({served}) {
 return join(served, "ca.pem")
}
function isServed({served}, files) {
 return readFileSync(join(served, "served"), "utf8").trim() === hashOf(files)
}
function writeServed({served}, {certificate, key, authority}) {
 let write = (ca, own) => {
  replace(join(served, "ca.pem"), ca)
  replace(join(served, "pair.pem"), own)
 }
 let [oldAuthorities = "", oldPair = ""] = ["ca.pem", "pair.pem"].map(file => readFileSync(join(served, file), "utf8"))
 write(authority, certificate + "\n" + key)
 return () => {
  write(oldAuthorities, oldPair)
 }
}
function markServed({served}, files) {
 replace(join(served, "served"), hashOf(files))
}
function certificateProblem({certificate, key, authority}, host, now) {
 let chain = certificatesOf(certificate)
 let authorities = certificatesOf(authority)
 let [leaf] = chain
 if (!leaf) return "tls.crt must be a certificate in PEM"
 if (authorities.length === 0) return "ca.crt must be certificates in PEM"
 if (!isKeyOf(leaf, key)) return "tls.key must be the private key of tls.crt, in PEM without a passphrase"
 if (now > new Date(leaf.validTo)) return `tls.crt ended on ${leaf.validTo}`
 if (now < new Date(leaf.validFrom)) return `tls.crt begins on ${leaf.validFrom}`
 if (!leaf.checkHost(host)) return `tls.crt must be for ${host}, got ${leaf.subjectAltName ?? "no name"}`
 let allowed = leaf.keyUsage
 let missing = usages.filter(([usage]) => allowed?.includes(usage) === false).map(([, name]) => name)
 if (missing.length > 0) return `tls.crt must have the usage ${missing.join(" and ")}`
 let isTrusted = isSigned(leaf, [...authorities, ...chain], authorities)
 return isTrusted ? void 0 : "tls.crt must be signed by a root certificate in ca.crt"
}
function unnamedHosts({certificate}, hosts) {
 let [leaf] = certificatesOf(certificate)
 let names = new Set(hosts.map(host => host.replace(/:\d+$/, "")))
 return [...names].filter(name => !leaf?.checkHost(name))
}
function certificatesOf(text) {
 try {
  let parts = text.match(/-----BEGIN CERTIFICATE-----[^]+?-----END CERTIFICATE-----/g) ?? []
  return parts.map(part => new X509Certificate(part))
 } catch {
  return []
 }
}
function isKeyOf(certificate, key) {
 try {
  return certificate.checkPrivateKey(createPrivateKey(key))
 } catch {
  return false
 }
}
function isSigned(certificate, issuers, authorities, length = 1) {
 if (authorities.includes(certificate) && isSignedBy(certificate, certificate)) return true
 let issuer = issuers.find(other => other !== certificate && isSignedBy(certificate, other))
 return !!issuer && length < longestChain && isSigned(issuer, issuers, authorities, length + 1)
}
function isSignedBy(certificate, issuer) {
 return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
}
function hashOf({certificate, key, authority}) {
 return sha256(certificate + key + authority)
}
function sha256(text) {
 return createHash("sha256").update(text).digest("hex")
}
function replace(file, text) {
 let next = `${file}.next`
 rmSync(next, {force: true})
 writeFileSync(next, text, {mode: 256})
 renameSync(next, file)
}

// files/credentials.ts
function keysOf(text) {
 let items = text.split("\n").filter(line => line.trim() !== "")
 if (!items.every(line => line.startsWith("- "))) return [text.replace(/\s/g, "")]
 return items.map(line => line.slice(2).replace(/[\s"']/g, ""))
}
function readCredentials(directory) {
 let read = key => readFileSync(join(directory, key), "utf8").replace(/\r?\n$/, "")
 let [username, password] = [read("username"), read("password")]
 return {username, password}
}
function usableCredentials(directory, passwordAlphabet) {
 if (!existsSync(directory)) return {problem: "this pod is older than the user, and has its Secret once it is replaced"}
 try {
  let found = readCredentials(directory)
  let problem = valueProblem("username", found.username, "uri") ?? valueProblem("password", found.password, passwordAlphabet)
  return problem ? {problem} : found
 } catch {
  return {problem: "the Secret must have the keys of username and password"}
 }
}
var alphabets = {uri: [/^[A-Za-z0-9._~-]*$/, 'letters, digits, ".", "_", "~" and "-" alone, because it is part of a URI'], printable: [/^[\x20-\x7e]*$/, "printable ASCII characters alone"]}
function valueProblem(key, value, alphabet) {
 let [pattern, characters] = alphabets[alphabet]
 if (!pattern.test(value)) return `the ${key} in the Secret must be of ${characters}`
 return value === "" ? `the ${key} in the Secret must not be empty` : void 0
}

// mongod/deadline.ts
var tick = 1e3
async function within(seconds, operation, result, signal) {
 let timer
 let abort = () => void 0
 let end = new Promise((_, reject) => {
  abort = () => {
   reject(signal?.reason)
  }
  signal?.addEventListener("abort", abort)
  let left = seconds
  timer = setInterval(() => {
   left -= 1
   if (left <= 0) reject(new Error(`${operation} took longer than ${seconds} s`))
  }, tick)
 })
 try {
  return await Promise.race([result, end])
 } finally {
  clearInterval(timer)
  signal?.removeEventListener("abort", abort)
 }
}

// mongod/hosts.ts
function localHost({port}) {
 return `127.0.0.1:${port}`
}
function memberHost(settings, ordinal) {
 return `${memberName(settings, ordinal)}:${settings.port}`
}
function memberName({name, domain}, ordinal) {
 return `${name}-${ordinal}.${domain}`
}
function memberOrdinal(settings, host) {
 let ordinal = Number(/-(\d+)\./.exec(host.slice(settings.name.length))?.[1] ?? NaN)
 return host === memberHost(settings, ordinal) ? ordinal : void 0
}

// mongod/transport.ts
async function transport(settings, host) {
 let {tls} = settings
 if (!tls) return ""
 if (host === localHost(settings)) return "&tls=true&tlsAllowInvalidCertificates=true"
 let authority = servedAuthority(tls)
 if (tls.mode !== "require" && (await handshake(host, readFileSync(authority))) === "plain") return ""
 return `&tls=true&tlsCAFile=${encodeURIComponent(authority)}`
}
function handshake(host, ca) {
 let address = addressOf(host, 2)
 let socket = connectByTls({...address, servername: address.host, ca, rejectUnauthorized: false})
 let isOpen = false
 socket.on("connect", () => (isOpen = true))
 return firstAnswer(socket, {secureConnect: () => (socket.authorized ? "tls" : "untrusted"), error: () => (isOpen ? "plain" : "silent")})
}
function probePort(host, seconds) {
 return firstAnswer(connect(addressOf(host, seconds)), {connect: () => "open", error: () => "closed"})
}
function addressOf(host, seconds) {
 let colon = host.lastIndexOf(":")
 return {host: host.slice(0, colon), port: Number(host.slice(colon + 1)), timeout: seconds * 1e3}
}
function firstAnswer(socket, answers2) {
 return new Promise(resolve => {
  for (let [event, answer] of Object.entries({...answers2, timeout: () => "silent"}))
   socket.on(event, () => {
    resolve(answer())
    socket.destroy()
   })
 })
}

// mongod/connections.ts
var uriOptions = "directConnection=true&serverSelectionTimeoutMS=2000&connectTimeoutMS=2000&socketTimeoutMS=30000&maxPoolSize=2"
var changeSeconds = 30
var readSeconds = 10
var Connections = class {
 constructor(Mongo, settings, transportTo = transport) {
  this.Mongo = Mongo
  this.settings = settings
  this.transportTo = transportTo
 }
 #open = new Map()
 #dropped = controllerOfMany()
 local(command, database, seconds) {
  return this.run(localHost(this.settings), command, database, seconds)
 }
 async configuration(host = localHost(this.settings)) {
  return (await this.run(host, {replSetGetConfig: 1})).config
 }
 async run(host, command, database = "admin", seconds = readSeconds) {
  let opened = this.#open.get(host) ?? this.#connect(host)
  this.#open.set(host, opened)
  let answer = opened.then(connection => connection.getDB(database).runCommand(command))
  try {
   return await within(seconds, `the command to ${host}`, answer, this.#dropped.signal)
  } catch (error) {
   if (!isRefusal(error) || isLoginRefusal(error)) this.#drop(host, opened)
   throw error
  }
 }
 dropAll() {
  this.#dropped.abort(new Error("the connection was dropped"))
  this.#dropped = controllerOfMany()
  for (let [host, opened] of [...this.#open]) this.#drop(host, opened)
 }
 async accepts(username, password, database) {
  let host = localHost(this.settings)
  let opened = this.#login(host, username, password, encodeURIComponent(database))
  try {
   await within(readSeconds, `the login to ${host}`, opened)
   return true
  } catch (error) {
   if (isLoginRefusal(error)) return false
   throw error
  } finally {
   close(opened)
  }
 }
 #drop(host, opened) {
  if (this.#open.get(host) === opened) this.#open.delete(host)
  close(opened)
 }
 async #connect(host) {
  let refusal
  for (let key of keysOf(readFileSync(this.settings.keyfile, "utf8"))) {
   try {
    return await this.#login(host, "__system", key, "local&authMechanism=SCRAM-SHA-256")
   } catch (error) {
    refusal = error
    if (!isLoginRefusal(error)) break
   }
  }
  throw refusal
 }
 async #login(host, username, password, authSource) {
  let login = `${encodeURIComponent(username)}:${encodeURIComponent(password)}@${host}`
  let tls = await this.transportTo(this.settings, host)
  return new this.Mongo(`mongodb://${login}/?authSource=${authSource}&${uriOptions}${tls}`)
 }
}
function controllerOfMany() {
 let controller = new AbortController()
 setMaxListeners(Infinity, controller.signal)
 return controller
}
function close(opened) {
 void opened.then(connection => connection.close()).catch(() => void 0)
}
function isRefusal(error) {
 return error instanceof Error && error.name === "MongoServerError" && "code" in error
}
function isLoginRefusal(error) {
 return isRefusal(error) && error.code === 18
}
function reasonOf(error) {
 return error instanceof Error ? error.message : String(error)
}

// contract.ts
var agentDirectory = "/agent"
var settingsFile = "agent.json"
var topologyAnnotation = "cdk8s-backend/topology"
var outsideHorizon = "outside"
var agentPaths = {ready: "/readyz", alive: "/livez", drain: "/drain", metrics: "/metrics"}

// decide/member-options.ts
var ordinary = {votes: 1, priority: 1, hidden: false, secondaryDelaySecs: 0, tags: {}}
var mostVoters = 7
function desiredMembers({members}, replicas) {
 let voters = 0
 let options = Array.from({length: replicas}, (_, ordinal) => {
  let given2 = {...ordinary, ...members[ordinal]}
  voters += given2.votes
  return voters > mostVoters && given2.votes > 0 ? {...given2, votes: 0, priority: 0} : given2
 })
 return options.some(mayBePrimary) ? options : withElectable(options)
}
function withElectable([first, ...others]) {
 if (!first) return []
 return [mayBePrimary(first) ? first : {...ordinary, tags: first.tags}, ...others]
}
function mayBePrimary({votes, priority}) {
 return votes > 0 && priority > 0
}
function optionsOf(member) {
 let {votes, priority, hidden, secondaryDelaySecs, tags} = {...ordinary, ...member}
 let delay = Number(secondaryDelaySecs)
 return {votes: Number(votes), priority: Number(priority), hidden, secondaryDelaySecs: delay, tags: {...tags}}
}
function difference(current, desired) {
 let differing = Object.entries(desired).filter(([name, value]) => canonical(value) !== canonical(current[name]))
 return differing.length > 0 ? Object.fromEntries(differing) : void 0
}
function canonical(value) {
 return JSON.stringify(value, Object.keys(Object(value)).sort())
}

// http/api-server.ts
var inCluster = {host: process.env["KUBERNETES_SERVICE_HOST"], port: process.env["KUBERNETES_SERVICE_PORT"], account: "/var/run/secrets/kubernetes.io/serviceaccount"}
var keepAlive = new Agent({keepAlive: true, maxSockets: 1})
async function statefulSetOf({namespace, name}, server) {
 let path = `/apis/apps/v1/namespaces/${namespace}/statefulsets/${name}`
 let {metadata, spec, status} = await call("GET", path, void 0, server)
 let {replicas} = spec
 let isCurrent = status?.observedGeneration === metadata?.generation
 let isRolledOut = isCurrent && status?.readyReplicas === replicas && status.updatedReplicas === replicas
 return {replicas, revision: metadata?.annotations?.[topologyAnnotation], isRolledOut}
}
async function call(method, path, body, {host, port, account} = inCluster) {
 let authorization = `Bearer ${readFileSync(`${account}/token`, "utf8")}`
 let headers = {authorization, "content-type": "application/json"}
 let ca = readFileSync(`${account}/ca.crt`)
 let address = {host, port, path, ca, agent: keepAlive}
 let {status, body: text} = await send({...address, method, headers, body}, "the API server", 3)
 if (status >= 300) throw new Error(`the API server answered ${status}${reasonIn(text)}`)
 return JSON.parse(text)
}
function reasonIn(body) {
 try {
  return `: ${JSON.parse(body).message}`
 } catch {
  return ""
 }
}
async function send({body, ...options}, server, seconds) {
 let signal = AbortSignal.timeout(seconds * 1e3)
 let request = (options.ca ? httpsRequest : httpRequest)({...options, signal})
 request.on("error", () => void 0)
 request.end(body && JSON.stringify(body))
 try {
  let [response] = await once(request, "response")
  let text = ""
  for await (let part of response.setEncoding("utf8")) text += part
  return {status: response.statusCode ?? 0, body: text}
 } catch (error) {
  throw signal.aborted ? new Error(`${server} did not answer within ${seconds} s`) : error
 }
}

// observe/configuration.ts
async function observeConfiguration(mongods, desired, members) {
 let [config, places] = await Promise.all([mongods.configuration(), memberPlaces(mongods.settings, members)])
 let configured = new Map(config.members.map(member => [member.host, {options: optionsOf(member), outside: member.horizons?.[outsideHorizon]}]))
 return {
  members: members.map(member => ({...member, ...configured.get(member.host)})),
  topology: {desired, electionTimeoutMillis: Number(config.settings.electionTimeoutMillis), nodeLabels: desired.zoneTags ? given(places, ({nodeLabels}) => nodeLabels) : {}},
  nodes: given(places, ({node}) => node)
 }
}
function podNodeLabels({NODE_ZONE: zone, NODE_REGION: region}) {
 return {zone: zone || void 0, region: region || void 0}
}
async function memberPlaces(settings, members, nameOf = memberName) {
 let found = await Promise.all(
  members.map(async ({ordinal, state}) => {
   if (ordinal === void 0 || state.startsWith("(")) return []
   try {
    let address = {host: nameOf(settings, ordinal), port: settings.agentPort}
    let {body} = await send({...address, path: "/status", agent: false}, "the agent", 1)
    let {node, nodeLabels} = JSON.parse(body)
    return [[ordinal, {node, nodeLabels}]]
   } catch {
    return []
   }
  })
 )
 return Object.fromEntries(found.flat())
}
function given(places, property) {
 let all = Object.entries(places).flatMap(([ordinal, place]) => {
  let value = property(place)
  return value === void 0 ? [] : [[ordinal, value]]
 })
 return Object.fromEntries(all)
}
async function observeCompatibility(mongods, {featureCompatibilityVersion: desired}, members) {
 if (!desired) return
 let found = await mongods.local({getParameter: 1, featureCompatibilityVersion: 1})
 let {version: current, targetVersion} = found.featureCompatibilityVersion
 if (current === desired && !targetVersion) return
 if (isOlder(desired, current)) return {desired, current, lower: true, behind: []}
 let behind = members.map(async ({host}) => {
  let answer = await mongods.run(host, {buildInfo: 1}).catch(() => ({}))
  let {version = ""} = answer
  return isOlder(version, desired) ? [host] : []
 })
 return {desired, current, lower: false, behind: (await Promise.all(behind)).flat()}
}
function isOlder(one, other) {
 let series = release => {
  let [major = 0, minor = 0] = release.split(".").map(Number)
  return 1e3 * major + minor
 }
 return series(one) < series(other)
}

// files/settings.ts
function readSettings(file) {
 let {tls, ...settings} = JSON.parse(readFileSync(file, "utf8"))
 return tls && existsSync(tls.served) ? {...settings, tls} : settings
}
function readDesired({desired}) {
 return JSON.parse(readFileSync(desired, "utf8"))
}

// observe/users.ts
function usersObserver(mongods) {
 let verified = new Map()
 let storedUser = async ({username, database}) => {
  let command = {usersInfo: {user: username, db: database}, showCredentials: true}
  return (await mongods.local(command)).users[0]
 }
 let userState = async ({user, found}, accounts) => {
  let {name, database, roles} = user
  if ("problem" in found) return {name, state: "refused", problem: found.problem}
  let {username, password} = found
  let login = {username, database}
  let twin = accounts.find(other => other.user !== user && hasLogin(other, login))
  if (twin) return {name, state: "refused", problem: `the Secret has the username of ${twin.user.name}`}
  let stored = await storedUser(login)
  if (!stored) return {name, state: "missing"}
  if (rights(stored) !== rights({roles})) return {name, state: "wrong roles"}
  let hash = sha256(JSON.stringify([username, password, stored.credentials]))
  if (verified.get(name) !== hash && !(await mongods.accepts(username, password, database))) return {name, state: "wrong password"}
  verified.set(name, hash)
  return {name, state: "synced"}
 }
 let removal = async (login, accounts) => {
  let isKept = accounts.some(account => hasLogin(account, login) || ("problem" in account.found && account.user.database === login.database))
  return {name: loginName(login), state: !isKept && (await storedUser(login)) ? "unwanted" : "synced"}
 }
 return ({users, removedUsers}) => {
  let accounts = users.map(user => ({user, found: userCredentials(mongods.settings, user)}))
  return Promise.all([...accounts.map(account => userState(account, accounts)), ...removedUsers.map(login => removal(login, accounts))])
 }
}
function userCredentials({users}, {name, passwordAlphabet}) {
 return usableCredentials(join(users, name), passwordAlphabet)
}
function loginName({username, database}) {
 return `${database}.${username}`
}
function hasLogin({user, found}, {username, database}) {
 return !("problem" in found) && found.username === username && user.database === database
}
async function holdsUsers(mongods) {
 let command = {find: "system.users", projection: {_id: 1}, limit: 1, singleBatch: true}
 let {cursor} = await mongods.local(command)
 return cursor.firstBatch.length > 0
}
function observeRoles(mongods, {roles}) {
 return Promise.all(
  roles.map(async desired => {
   let {role, db} = desired
   let command = {rolesInfo: {role, db}, showPrivileges: true}
   let [stored] = (await mongods.local(command)).roles
   let state = stored === void 0 ? "missing role" : rights(stored) === rights(desired) ? "synced" : "wrong role"
   return {name: roleName(desired), state}
  })
 )
}
function roleName({role, db}) {
 return `${db}.${role}`
}
function rights({privileges = [], roles}) {
 let actions = new Map()
 for (let privilege of privileges) {
  let resource = canonical(privilege.resource)
  actions.set(resource, new Set([...(actions.get(resource) ?? []), ...privilege.actions]))
 }
 return JSON.stringify([[...actions].map(([resource, names]) => [resource, [...names].sort()]).sort(), roles.map(roleName).sort()])
}

// act/commands.ts
function initialConfiguration(settings, ordinals) {
 let {electionTimeoutMillis} = readDesired(settings).topology
 return {_id: settings.name, members: newMembers(settings, ordinals), settings: {electionTimeoutMillis}}
}
function newMembers(settings, ordinals, members = []) {
 let {topology} = readDesired(settings)
 let desired = desiredMembers(topology, Math.max(...ordinals) + 1)
 let options = members.length > 0 ? desired : withElectable(desired)
 let isExposed = members.some(({horizons}) => horizons?.[outsideHorizon] !== void 0)
 let taken = new Set(members.map(({_id}) => _id))
 return ordinals.map(ordinal => {
  let id = ordinal
  while (taken.has(id)) id += 1
  taken.add(id)
  let member = {_id: id, host: memberHost(settings, ordinal)}
  let outside = isExposed ? topology.outside?.[ordinal] : void 0
  return {...withOutsideHost(member, outside), ...difference(ordinary, options[ordinal] ?? ordinary)}
 })
}
function withOutsideHosts(settings, hosts, members) {
 return members.map(member => withOutsideHost(member, hosts[memberOrdinal(settings, member.host) ?? -1]))
}
function withOutsideHost(member, host) {
 let {horizons, ...rest} = member
 let {[outsideHorizon]: _replaced, ...others} = horizons ?? {}
 let all = host ? {...others, [outsideHorizon]: host} : others
 return Object.keys(all).length > 0 ? {...rest, horizons: all} : rest
}
function userCommand(settings, {kind, user: name}) {
 let {users, removedUsers} = readDesired(settings)
 if (kind === "remove user") {
  let removed = removedUsers.find(candidate => loginName(candidate) === name)
  return removed && {command: {dropUser: removed.username}, database: removed.database}
 }
 let user = users.find(candidate => candidate.name === name)
 let found = user && userCredentials(settings, user)
 if (!found || "problem" in found) return
 let {database, roles} = user
 let {username, password} = found
 let pwd = password
 let commands = {"create user": {createUser: username, pwd, roles, mechanisms: ["SCRAM-SHA-256"]}, "change password": {updateUser: username, pwd}, "change roles": {updateUser: username, roles}}
 return {command: commands[kind], database}
}
function roleCommand(settings, {kind, role: name}) {
 let found = readDesired(settings).roles.find(candidate => roleName(candidate) === name)
 if (!found) return
 let {role, db, privileges, roles} = found
 let subject = kind === "create role" ? {createRole: role} : {updateRole: role}
 return {command: {...subject, privileges, roles}, database: db}
}

// act/actor.ts
var confirmedFrom = "7.0"
var Actor = class {
 constructor(mongods, ordinal) {
  this.mongods = mongods
  this.ordinal = ordinal
 }
 async act(action) {
  let {settings} = this.mongods
  if ("user" in action) return this.#replicate(userCommand(settings, action))
  if ("role" in action) return this.#replicate(roleCommand(settings, action))
  switch (action.kind) {
   case "initiate":
    return this.#run({replSetInitiate: initialConfiguration(settings, action.ordinals)})
   case "add":
    return this.#reconfigure(members => [...members, ...newMembers(settings, action.ordinals, members)])
   case "remove": {
    let removed = memberHost(settings, action.ordinal)
    return this.#reconfigure(members => members.filter(({host}) => host !== removed))
   }
   case "configure": {
    let {members: changes, electionTimeoutMillis} = action
    let changeOf = ({host}) => changes[memberOrdinal(settings, host) ?? -1]
    let change = members => members.map(member => ({...member, ...changeOf(member)}))
    return this.#reconfigure(change, {electionTimeoutMillis})
   }
   case "set horizons":
    return this.#reconfigure(members => withOutsideHosts(settings, action.hosts, members))
   case "step down":
    return this.#run({replSetStepDown: 60, secondaryCatchUpPeriodSecs: 10})
   case "reconnect":
    return this.#run({dropConnections: 1, hostAndPort: action.hosts})
   case "restart mongod":
    return this.#run({shutdown: 1, force: true}).catch(error => {
     if (isRefusal(error)) throw error
    })
   case "raise compatibility":
    return this.#raiseCompatibility(action.version)
   case "renew certificate":
    return this.#renewCertificate()
   case "raise TLS":
    return this.#run({setParameter: 1, tlsMode: "preferTLS"})
   case "idle":
   case "wait":
  }
 }
 async #reconfigure(change, changedSettings = {}) {
  let config = await this.mongods.configuration()
  let members = change(config.members)
  let settings = {...config.settings, ...changedSettings}
  await this.#run({replSetReconfig: {...config, version: config.version + 1, members, settings}, maxTimeMS: 2e4})
 }
 async #raiseCompatibility(version) {
  let own = await this.mongods.local({buildInfo: 1})
  let confirm = isOlder(own.version, confirmedFrom) ? {} : {confirm: true}
  await this.#replicate({command: {setFeatureCompatibilityVersion: version, ...confirm}, database: "admin"})
 }
 async #renewCertificate() {
  let {settings} = this.mongods
  let {tls} = settings
  let given2 = tls && givenCertificate(tls, memberName(settings, this.ordinal))
  if (!given2 || "problem" in given2) return
  let undo = writeServed(tls, given2)
  await this.#run({rotateCertificates: 1}).catch(error => {
   if (isRefusal(error)) undo()
   throw error
  })
  markServed(tls, given2)
 }
 async #replicate(given2) {
  if (!given2) return
  await this.#run({...given2.command, writeConcern: {w: "majority", wtimeout: 1e4}}, given2.database)
 }
 async #run(command, database) {
  await this.mongods.local(command, database, changeSeconds)
 }
}

// decide/actions.ts
function wait(code, ...messages) {
 return {kind: "wait", reasons: messages.map(message => ({code, message}))}
}
function firstDue(actions, {failed = []}) {
 let changes = actions.filter(action => action && isChange(action))
 let change = changes.find(action => !failed.includes(JSON.stringify(action))) ?? changes[0]
 if (change) return change
 let reasons = actions.flatMap(action => (action?.kind === "wait" ? action.reasons : []))
 return reasons.length > 0 ? {kind: "wait", reasons} : {kind: "idle"}
}
function isChange(action) {
 return action.kind !== "wait" && action.kind !== "idle"
}

// observation.ts
var mongodStates = ["unreachable", "refused", "uninitialised", "removed", "startup", "startup2", "recovering", "rollback", "primary", "secondary", "unknown"]
function isServing(state) {
 return state === "primary" || state === "secondary"
}
var otherKeyfile = "(has another keyfile)"
var waitCodes = ["mongod", "keyfile", "dns", "state", "api_server", "members", "configuration", "primary", "users", "compatibility", "tls"]

// decide/topology.ts
var mostLagSeconds = 10
function topologyAction(seen) {
 let {ordinal, replicas = 0, topology, members} = seen
 if (!topology || replicas === 0) return
 if (isOutdated(seen)) return wait("members", "the kubelet to renew desired.json, which is not that of the StatefulSet")
 let pending = pendingMembers(seen, topology)
 let own = pending.find(one => one.ordinal === ordinal && !mayBePrimary(one.desired))
 let others = pending.filter(one => one !== own)
 let isVote = ({change}) => change.votes !== void 0
 let vote = others.find(one => isVote(one) && !voteObstacle(members, one))
 let changed = others.filter(one => one === vote || !isVote(one))
 let {electionTimeoutMillis} = topology.desired
 if (changed.length > 0 || electionTimeoutMillis !== topology.electionTimeoutMillis)
  return {kind: "configure", members: Object.fromEntries(changed.map(one => [one.ordinal, one.change])), electionTimeoutMillis}
 if (own) return handOver(seen)
 let [blocked] = others
 return blocked && wait("members", voteObstacle(members, blocked) ?? "")
}
function isOutdated({revision, topology}) {
 return !!revision && !!topology && revision !== topology.desired.revision
}
function handOver({ordinal, replicas = 0, members, topology}) {
 let desired = topology && desiredMembers(topology.desired, replicas)
 let successor = members.some(
  ({ordinal: other = replicas, state, lagSeconds = 0, options = ordinary}) =>
   other !== ordinal && other < replicas && state === "SECONDARY" && lagSeconds <= mostLagSeconds && mayBePrimary(options) && mayBePrimary(desired?.[other] ?? ordinary)
 )
 return successor ? {kind: "step down"} : wait("members", "a staying member to be able to take over")
}
function pendingMembers({replicas = 0, members}, {desired, nodeLabels}) {
 let all = desiredMembers(desired, replicas)
 return members.flatMap(({ordinal, state, options}) => {
  let given2 = all[ordinal ?? -1]
  if (ordinal === void 0 || !given2 || !options) return []
  let known = Object.entries(options.tags).filter(([tag]) => tag === "zone" || tag === "region")
  let labels = desired.zoneTags ? {...Object.fromEntries(known), ...nodeLabels[ordinal]} : {}
  let wanted = {...given2, tags: {...labels, ...given2.tags}}
  let change = difference(options, wanted)
  return change ? [{ordinal, state, change, desired: wanted}] : []
 })
}
function voteObstacle(members, {ordinal, state, desired}) {
 let voters = members.filter(({options = ordinary}) => options.votes > 0)
 if (desired.votes > 0 && !isInSync({state})) return `member ${ordinal} to be in sync before it votes`
 if (desired.votes > 0 && voters.length >= mostVoters) return `another vote to be free for member ${ordinal}`
 let left = voters.filter(voter => voter.ordinal !== ordinal)
 if (desired.votes === 0 && left.filter(isInSync).length * 2 <= left.length) return `a majority to be in sync without the vote of member ${ordinal}`
 return
}
function isInSync({state}) {
 return state === "PRIMARY" || state === "SECONDARY"
}

// decide/exposure.ts
function exposure(seen) {
 let {replicas = 0, topology, members, tls} = seen
 if (!topology || replicas === 0 || isOutdated(seen)) return
 let {outside: hosts = []} = topology.desired
 let hostOf = (ordinal = -1) => hosts[ordinal]
 if (members.every(({ordinal, outside}) => outside === hostOf(ordinal))) return
 if (hosts.length === 0) return {kind: "set horizons", hosts}
 let nameless = members.filter(({ordinal}) => hostOf(ordinal) === void 0)
 if (nameless.length > 0) return wait("members", ...nameless.map(({host}) => `${host} to have a host outside of the cluster, or to leave`))
 return tls?.certificate === "served" && !tls.unnamed ? {kind: "set horizons", hosts} : void 0
}
function mayJoin({members, topology}, ordinal) {
 return topology?.desired.outside?.[ordinal] !== void 0 || members.every(({outside}) => outside === void 0)
}

// decide/membership.ts
function candidates({ordinal, replicas = 0, state, members}) {
 if (state === "uninitialised" && ordinal === 0) return upTo(replicas).slice(1)
 if (state !== "primary") return []
 return upTo(replicas).filter(desired => !members.some(member => member.ordinal === desired))
}
function initiation({ordinal, replicas, apiProblem, peers}) {
 if (ordinal !== 0) return wait("configuration", "member 0 to initiate the set, or a member to bring its configuration")
 if (replicas === void 0) return waitForReplicas(apiProblem)
 if (replicas === 0) return wait("members", "the pod to end: no members are desired")
 let all = upTo(replicas)
 let strangers = all.slice(1).filter(peer => peers[peer] !== "empty")
 if (strangers.length === 0) return {kind: "initiate", ordinals: all}
 return wait("members", ...peerObstacles(strangers, peers, "bring its configuration: it belongs to a set"))
}
function membership(seen) {
 let {ordinal, replicas, apiProblem, members, peers} = seen
 if (replicas === void 0) return waitForReplicas(apiProblem)
 if (replicas === 0) return
 let missing = candidates({ordinal, replicas, state: "primary", members})
 let joinable = missing.filter(peer => peers[peer] === "empty" || peers[peer] === "same")
 let ready = joinable.filter(peer => mayJoin(seen, peer))
 if (ready.length > 0 && !isOutdated(seen)) return {kind: "add", ordinals: ready}
 let surplus = members.filter(member => (member.ordinal ?? -1) >= replicas)
 let others = surplus.filter(other => other.ordinal !== ordinal)
 let lost = others.filter(other => !isInSync(other))
 let [last] = (lost.length > 0 ? lost : others).map(other => other.ordinal ?? -1).sort((a, b) => b - a)
 if (last !== void 0) return {kind: "remove", ordinal: last}
 if (surplus.length > 0) return handOver(seen)
 if (ready.length === missing.length) return
 let strangers = missing.filter(peer => !joinable.includes(peer))
 let nameless = joinable.filter(peer => !ready.includes(peer))
 return wait(
  "members",
  ...peerObstacles(strangers, peers, "be emptied: it belongs to another replica set"),
  ...nameless.map(peer => `member ${peer} to have a host outside of the cluster, as the others have`)
 )
}
function waitForReplicas(problem) {
 return wait("api_server", `the API server to return the number of replicas${problem ? `: ${problem}` : ""}`)
}
function peerObstacles(ordinals, peers, ofSet) {
 let obstacles = {unreachable: "answer", refused: "accept the keyfile", "with data": "be emptied: it holds data of no replica set, which joining would delete"}
 return ordinals.map(peer => `member ${peer} to ${obstacles[peers[peer] ?? "unreachable"] ?? ofSet}`)
}
function upTo(length) {
 return [...Array(length).keys()]
}

// decide/decide.ts
var mostLostSeconds = 60
var userChanges = {missing: "create user", "wrong password": "change password", "wrong roles": "change roles", unwanted: "remove user", "missing role": "create role", "wrong role": "change role"}
var tlsObstacles = {untrusted: "have a certificate that ca.crt signed", plain: "accept TLS", silent: "answer"}
function decide(seen) {
 let {staleConnections: hosts = []} = seen
 if (hosts.length > 0) return {kind: "reconnect", hosts}
 return firstDue([dnsAction(seen), tlsAction(seen), actionInState(seen)], seen)
}
function dnsAction({dnsProblem: dnsProblem2}) {
 return dnsProblem2 === void 0 ? void 0 : wait("dns", `the DNS of the cluster to answer (${dnsProblem2})`)
}
function tlsAction({tls}) {
 if (!tls) return
 let {certificate, problem, answers: answers2 = {}, unnamed = []} = tls
 if (certificate === "new") return {kind: "renew certificate"}
 let all = Object.entries(answers2)
 let good = all.filter(([, answer]) => answer === "tls").length
 let known = all.every(([, answer]) => answer === "tls" || answer === "silent")
 if (known && 2 * good > all.length) return {kind: "raise TLS"}
 let reasons = all.flatMap(([host, answer]) => (answer === "tls" ? [] : [`${host} to ${tlsObstacles[answer]}`]))
 reasons.push(...unnamed.map(name => `a certificate in the Secret that is also for ${name}`))
 if (problem) reasons.unshift(`a valid certificate in the Secret (${problem})`)
 return wait("tls", ...reasons)
}
function actionInState(seen) {
 let {state, members} = seen
 switch (state) {
  case "unreachable":
   return wait("mongod", "this pod's mongod to answer")
  case "refused":
   return wait("keyfile", "this pod's mongod to accept the keyfile")
  case "uninitialised":
   return initiation(seen)
  case "removed":
   return actionOfRemoved(seen)
  case "primary":
   return actionOfPrimary(seen)
  case "secondary":
   return actionOfSecondary(seen)
  default:
   return wait("state", `this pod's mongod to leave the state ${state}${unreachable(members)}`)
 }
}
function actionOfRemoved({ordinal, replicas, listed, lostSeconds}) {
 if (!listed && replicas !== void 0 && ordinal >= replicas) return wait("configuration", "the pod to end: it is scaled away")
 if (!listed) return wait("configuration", "the primary to take this member into the configuration")
 if (lostSeconds >= mostLostSeconds) return {kind: "restart mongod"}
 return wait("configuration", "this pod's mongod to find itself in its configuration by name")
}
function actionOfPrimary(seen) {
 let {users} = seen
 let change = membership(seen)
 let problems = users.flatMap(({name, problem}) => (problem ? [`${name}: ${problem}`] : []))
 let refused = wait("users", ...problems)
 let format = change ? void 0 : compatibilityAction(seen)
 return firstDue([change, topologyAction(seen), exposure(seen), ...users.map(userChange), refused, format], seen)
}
function actionOfSecondary({members, users}) {
 if (!members.some(({state}) => state === "PRIMARY")) return wait("primary", `a primary${unreachable(members)}`)
 let pending = users.filter(({state}) => state !== "synced").map(({name, problem = "the primary to set up the user"}) => `${name}: ${problem}`)
 return wait("users", ...pending)
}
function userChange({name, state}) {
 if (state === "synced" || state === "refused") return
 let kind = userChanges[state]
 return kind === "create role" || kind === "change role" ? {kind, role: name} : {kind, user: name}
}
function compatibilityAction({compatibility}) {
 if (!compatibility) return
 let {desired, current, lower, behind} = compatibility
 if (lower) return wait("compatibility", `an administrator to lower featureCompatibilityVersion from ${current} to ${desired}`)
 if (behind.length > 0) return wait("compatibility", `${behind.join(", ")} to run ${desired}, for featureCompatibilityVersion`)
 return {kind: "raise compatibility", version: desired}
}
function unreachable(members) {
 let ending = (problem, isAffected) => {
  let hosts = members.filter(({state}) => isAffected(state)).map(({host}) => host)
  return hosts.length > 0 ? `; ${problem}: ${hosts.join(", ")}` : ""
 }
 let isLost = state => state.startsWith("(") && state !== otherKeyfile
 return ending("not reachable", isLost) + ending("with another keyfile", state => state === otherKeyfile)
}

// mongod/state.ts
var memberStates = {0: "startup", 1: "primary", 2: "secondary", 3: "recovering", 5: "startup2", 9: "rollback"}
var notYetInitialised = 94
var invalidConfiguration = 93
function stateOf(myState) {
 return memberStates[myState] ?? "unknown"
}
function memberState(member) {
 return member.authenticated === false ? otherKeyfile : member.stateStr
}
function stateBehind(error) {
 if (isLoginRefusal(error)) return "refused"
 if (!isRefusal(error)) return "unreachable"
 if (error.code === notYetInitialised) return "uninitialised"
 return error.code === invalidConfiguration ? "removed" : "unknown"
}

// observe/dns.ts
var answers = ["ENOTFOUND", "ENODATA"]
async function dnsProblem(settings, seen) {
 let unreachable2 = unreachableOrdinal(seen)
 return unreachable2 === void 0 ? void 0 : problemOf(memberName(settings, unreachable2))
}
async function problemOf(name, servers) {
 let resolver = new Resolver({timeout: 1e3, tries: 1})
 if (servers) resolver.setServers(servers)
 try {
  await resolver.resolve4(name)
  return
 } catch (error) {
  let {code = String(error)} = error
  return answers.includes(code) ? void 0 : code
 }
}
function unreachableOrdinal({ordinal, state, listed, members, peers}) {
 if (state === "removed" && listed) return ordinal
 let member = members.find(one => one.state.startsWith("(") && one.state !== otherKeyfile)
 let peer = Object.entries(peers).find(([, found]) => found === "unreachable")?.[0]
 return member?.ordinal ?? (peer === void 0 ? void 0 : Number(peer))
}

// observe/peers.ts
async function peerState(mongods, ordinal) {
 let host = memberHost(mongods.settings, ordinal)
 let problem = await mongods.run(host, {replSetGetStatus: 1}).then(() => void 0, stateBehind)
 if (problem === "unreachable" || problem === "refused") return problem
 let found = problem === "uninitialised" ? emptiness(mongods, host) : kinship(mongods, host)
 return found.catch(() => "unreachable")
}
async function emptiness(mongods, host) {
 let {catalogStats} = await mongods.run(host, {serverStatus: 1})
 let {collections, views, timeseries = 0} = catalogStats
 return [collections, views, timeseries].every(count => Number(count) === 0) ? "empty" : "with data"
}
async function kinship(mongods, host) {
 let setId = ({settings}) => String(settings.replicaSetId)
 let [own, other] = await Promise.all([mongods.configuration().then(setId, () => "none"), mongods.configuration(host).then(setId)])
 return own === other ? "same" : "other"
}

// observe/stale-connections.ts
var firstSeconds = 2
var mostSeconds = 60
var unheardStates = ["UNKNOWN", "(not reachable/healthy)"]
function staleConnections() {
 let attempts = new Map()
 return async (members, now = process.uptime()) => {
  let before = attempts
  attempts = new Map()
  let unheard = members.filter(({state}) => unheardStates.includes(state))
  let stale = unheard.map(async ({host}) => {
   let last = before.get(host) ?? {next: 0, seconds: firstSeconds / 2}
   let isStale = now >= last.next && (await probePort(host, 1)) === "open"
   let seconds = Math.min(2 * last.seconds, mostSeconds)
   attempts.set(host, isStale ? {next: now + seconds, seconds} : last)
   return isStale ? [host] : []
  })
  return (await Promise.all(stale)).flat()
 }
}

// observe/tls.ts
async function observeTls(mongods, ordinal, members, outside = []) {
 let {settings} = mongods
 let {tls} = settings
 if (!tls) return
 let mode = tls.mode === "prefer" ? await modeOf(mongods) : void 0
 let answers2 = mode === "allowTLS" ? await answersOf(members, tls) : void 0
 let given2 = givenCertificate(tls, memberName(settings, ordinal))
 if ("problem" in given2) return {certificate: "refused", problem: given2.problem, answers: answers2}
 let unnamed = unnamedHosts(given2, outside)
 return {certificate: isServed(tls, given2) ? "served" : "new", answers: answers2, ...(unnamed.length > 0 ? {unnamed} : {})}
}
async function modeOf(mongods) {
 let answer = await mongods.local({getParameter: 1, tlsMode: 1}).catch(() => ({}))
 return answer.tlsMode
}
async function answersOf(members, tls) {
 let authority = readFileSync(servedAuthority(tls))
 let answers2 = members.map(async ({host}) => [host, await handshake(host, authority)])
 return Object.fromEntries(await Promise.all(answers2))
}

// observe/observer.ts
var Observer = class {
 constructor(sources) {
  this.sources = sources
  this.#observeUsers = usersObserver(sources.mongods)
 }
 #lostSince
 #staleConnections = staleConnections()
 #observeUsers
 async observe(mongod) {
  let {mongods, pod, readStatefulSet} = this.sources
  let {ordinal, node, nodeLabels} = pod
  let [statefulSet, own] = await Promise.all([readStatefulSet().catch(error => ({apiProblem: reasonOf(error)})), mongod ?? this.mongod()])
  let {replicas, revision, apiProblem} = statefulSet
  let found = candidates({ordinal, replicas, ...own}).map(async peer => [peer, await peerState(mongods, peer)])
  let peers = Object.fromEntries(await Promise.all(found))
  let desired = isServing(own.state) ? readDesired(mongods.settings) : void 0
  let led = own.state === "primary" ? desired : void 0
  let users = desired ? [...(await observeRoles(mongods, desired)), ...(await this.#observeUsers(desired))] : []
  let isLacking = users.some(({state}) => state !== "synced")
  return {
   ordinal,
   replicas,
   apiProblem,
   revision,
   ...own,
   ...(led && (await observeConfiguration(mongods, led.topology, own.members))),
   node,
   nodeLabels,
   dnsProblem: await dnsProblem(mongods.settings, {ordinal, ...own, peers}),
   lostSeconds: await this.#lostSeconds(own),
   peers,
   users,
   holdsUsers: led && isLacking ? await holdsUsers(mongods) : void 0,
   compatibility: led && (await observeCompatibility(mongods, led, own.members)),
   tls: await observeTls(mongods, ordinal, own.members, desired?.topology.outside),
   staleConnections: await this.#staleConnections(own.members)
  }
 }
 async mongod() {
  let {mongods, pod} = this.sources
  try {
   let status = await mongods.local({replSetGetStatus: 1})
   return {state: stateOf(status.myState), members: this.#members(status), listed: true}
  } catch (error) {
   let state = stateBehind(error)
   let config = state === "removed" ? await mongods.configuration().catch(() => void 0) : void 0
   return {state, members: [], listed: config?.members.some(({host}) => memberOrdinal(mongods.settings, host) === pod.ordinal) ?? false}
  }
 }
 #members(status) {
  let {settings} = this.sources.mongods
  let primaries = status.members.filter(({stateStr}) => stateStr === "PRIMARY")
  let latest = Math.max(...primaries.map(({optimeDate}) => Number(optimeDate ?? 0)))
  return status.members.map(({name, optimeDate, ...member}) => ({
   host: name,
   ordinal: memberOrdinal(settings, name),
   state: memberState(member),
   lagSeconds: latest > 0 && optimeDate ? (latest - Number(optimeDate)) / 1e3 : void 0
  }))
 }
 async #lostSeconds({state, listed}) {
  let isLost = state === "removed" && listed && (await this.#nameIsRight())
  if (!isLost) this.#lostSince = void 0
  else this.#lostSince ??= process.uptime()
  return this.#lostSince ? process.uptime() - this.#lostSince : 0
 }
 async #nameIsRight() {
  let {mongods, pod} = this.sources
  let found = await lookup(memberName(mongods.settings, pod.ordinal), {all: true}).catch(() => [])
  return found.some(({address}) => address === pod.address)
 }
}

// status/member-figures.ts
var commandMilliseconds = 2e3
var unknown = {state: "unreachable", has_primary: false}
var questions = [
 {command: {replSetGetStatus: 1}, read: replication},
 {command: {hello: 1}, read: ({secondaryDelaySecs: delay = 0}, {replication_lag_seconds: lag}) => (lag === void 0 ? {} : {replication_lag_seconds: Math.max(0, Number(lag) - Number(delay))})},
 {
  command: {serverStatus: 1, oplog: 1, metrics: 0, locks: 0},
  read: ({connections, opcounters, oplog, wiredTiger}) => ({
   connections: connections?.current,
   connections_available: connections?.available,
   operations_total: opcounters,
   oplog_window_seconds: oplogWindow(oplog),
   cache_used_bytes: wiredTiger?.cache["bytes currently in the cache"],
   cache_max_bytes: wiredTiger?.cache["maximum bytes configured"]
  })
 },
 {command: {collStats: "oplog.rs"}, database: "local", read: ({size, maxSize}) => (maxSize ? {oplog_used_bytes: size, oplog_max_bytes: maxSize} : {})},
 {command: {dbStats: 1}, database: "local", read: ({fsUsedSize, fsTotalSize}) => ({disk_used_bytes: fsUsedSize, disk_total_bytes: fsTotalSize})}
]
function figuresReader(mongods) {
 let figures = unknown
 let round
 let ask = async () => {
  figures = unknown
  for (let {command, database, read} of questions) {
   try {
    let answer = await mongods.local({...command, maxTimeMS: commandMilliseconds}, database)
    figures = {...figures, ...read(answer, figures)}
   } catch (error) {
    if (read === replication) figures = {...figures, state: stateBehind(error)}
    if (!isRefusal(error) || isLoginRefusal(error)) return
   }
  }
 }
 return async (seconds = 4) => {
  round ??= ask().finally(() => (round = void 0))
  await Promise.race([round, pause(seconds * 1e3, void 0, {ref: false})])
  return figures
 }
}
function replication({myState, members}) {
 let states = members.map(({state}) => stateOf(state))
 return {
  state: stateOf(myState),
  members_configured: members.length,
  members_serving: states.filter(isServing).length,
  has_primary: states.includes("primary"),
  replication_lag_seconds: lagOf(members)
 }
}
function lagOf(members) {
 let own = members.find(({self}) => self === true)
 if (own && stateOf(own.state) === "primary") return 0
 let time = Number(own?.optimeDate ?? 0) / 1e3
 if (time === 0) return
 return Math.max(...members.map(({optimeDate = 0}) => Number(optimeDate) / 1e3)) - time
}
function oplogWindow(oplog) {
 if (!oplog) return
 let [from, to] = [oplog.earliestOptime.getHighBitsUnsigned(), oplog.latestOptime.getHighBitsUnsigned()]
 return from === 0 ? void 0 : to - from
}

// status/exposition.ts
var table = {
 agent: {
  ready: ["1 if the member serves in sync and was set up"],
  action: ["The last decision of the agent", "kind"],
  waiting_for: ["The reasons for which the agent waits", "reason"],
  actions_total: ["The changes since the agent started", "kind"],
  action_failures_total: ["The failures since the agent started", "kind"],
  user_refused: ["1 if a user's Secret cannot be used", "user"],
  reconcile_age_seconds: ["The time since the last reconciliation"],
  observation_age_seconds: ["The time since the last observation; none before the first"],
  resident_memory_bytes: ["The memory that the agent uses, its program included"]
 },
 set: {
  members_desired: ["The replicas of the StatefulSet"],
  members_configured: ["The members of the configuration"],
  members_serving: ["The members that this one sees as primary or secondary"],
  has_primary: ["1 if this member sees a primary"],
  voters: ["The voting members on each node, by the primary", "node"]
 },
 member: {
  state: ["The state of the member", "state"],
  replication_lag_seconds: ["The time behind the newest member, beyond its delay; none before it follows"],
  oplog_window_seconds: ["The time from the oldest entry of the oplog to the newest"],
  oplog_used_bytes: ["The size of the entries of the oplog"],
  oplog_max_bytes: ["The size beyond which the oplog drops old entries"],
  connections: ["The connections that are open"],
  connections_available: ["The connections beyond those"],
  disk_used_bytes: ["The used size of the file system of the data"],
  disk_total_bytes: ["The size of the file system of the data"],
  cache_used_bytes: ["The used size of WiredTiger's cache"],
  cache_max_bytes: ["The size of WiredTiger's cache"],
  operations_total: ["The operations since mongod started", "type"]
 }
}
var contentType = "text/plain; version=0.0.4; charset=utf-8"
function exposition(figures, described = table) {
 let lines = Object.entries(described).flatMap(([subject, group]) =>
  Object.entries(group).flatMap(([metric, [help, label]]) => {
   let name = `mongodb_${subject}_${metric}`
   let figure = figures[metric]
   let samples = Object.entries(label ? (figure ?? {}) : {"": figure})
    .filter(([, value]) => Number.isFinite(Number(value)))
    .map(([key, value]) => `${name}${label ? `{${label}=${JSON.stringify(key)}}` : ""} ${Number(value)}`)
   let type = name.endsWith("_total") ? "counter" : "gauge"
   return samples.length > 0 ? [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples] : []
  })
 )
 return lines.map(line => line + "\n").join("")
}

// status/placement.ts
var unknownNode = "unknown"
function votersByNode({members = [], nodes}) {
 if (!nodes) return
 let voters = {}
 for (let {ordinal, options} of members) {
  if (!options?.votes) continue
  let node = nodes[ordinal ?? -1] ?? unknownNode
  voters[node] = (voters[node] ?? 0) + 1
 }
 return voters
}
function majorityNode(placed) {
 let voters = Object.entries(votersByNode(placed) ?? {})
 let all = voters.reduce((sum, [, count]) => sum + count, 0)
 return voters.find(([node, count]) => node !== unknownNode && all > 2 && 2 * count > all)?.[0]
}

// status/metrics.ts
var none = {
 initiate: 0,
 add: 0,
 remove: 0,
 configure: 0,
 "set horizons": 0,
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
}
async function metricsText(report, read) {
 let member = await read()
 let {status, history} = report
 let {action, users = []} = status
 let reasons = action?.kind === "wait" ? action.reasons : []
 let codes = reasons.map(({code}) => code)
 return exposition({
  ready: status.ready,
  action: marked(["idle", "wait", ...Object.keys(none)], [action?.kind]),
  waiting_for: marked(waitCodes, codes),
  actions_total: {...none, ...history.done},
  action_failures_total: {observe: 0, ...none, ...history.failed},
  user_refused: Object.fromEntries(users.map(user => [user.name, user.state === "refused"])),
  reconcile_age_seconds: report.reconcileAgeSeconds,
  observation_age_seconds: report.observationAgeSeconds,
  resident_memory_bytes: process.memoryUsage.rss(),
  members_desired: status.replicas,
  voters: votersByNode(status),
  ...member,
  state: marked(mongodStates, [member.state])
 })
}
function marked(values, those) {
 return Object.fromEntries(values.map(value => [value, those.includes(value)]))
}

// status/report.ts
var staleSeconds = 30
var stuckSeconds = 120
var forgottenSeconds = 900
var Report = class {
 constructor(write) {
  this.write = write
 }
 #last = {}
 #wasSetUp = false
 #foundUsers
 #reconciledAt = process.uptime()
 #observedAt = -Infinity
 #logged = ""
 #failures = new Map()
 #history = {done: {}, failed: {}}
 observed({state}) {
  this.#last = {...this.#last, state}
  this.#observedAt = process.uptime()
 }
 decided(observation, action) {
  this.observed(observation)
  this.#last = {...observation, action}
  this.#reconciledAt = process.uptime()
  let {members, users, holdsUsers: holdsUsers2, state: own} = observation
  let hasPrimary = members.some(({state}) => state === "PRIMARY")
  if (own === "primary") this.#foundUsers ??= holdsUsers2 === true
  let hasUsers = own === "secondary" || this.#foundUsers || users.every(({state}) => state === "synced")
  if (isServing(own) && hasPrimary && hasUsers) this.#wasSetUp = true
  if (action.kind === "idle") this.#failures.clear()
  if (!isChange(action)) this.#log({...action})
 }
 done(action) {
  if (!isChange(action)) return
  this.#failures.clear()
  increment(this.#history.done, action.kind)
  this.#log({...action, result: "done"})
 }
 failed(error, action) {
  let code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : ""
  let failure = `${reasonOf(error)}${code}`
  this.#last = {...this.#last, failure}
  this.#reconciledAt = process.uptime()
  let event = {kind: "observe", ...action, result: "failed", reason: failure}
  increment(this.#history.failed, event.kind)
  let text = JSON.stringify(event)
  if (secondsSince(this.#failures.get(text) ?? -Infinity) < forgottenSeconds) return
  this.#failures.set(text, this.#reconciledAt)
  this.#log(event)
 }
 resumes(seconds) {
  this.#log({kind: "resume", reason: `the agent did not run for ${Math.round(seconds)} s`})
 }
 ends(reason) {
  this.#log({kind: "end", reason})
 }
 get ready() {
  return this.#wasSetUp && isServing(this.#last.state) && this.observationAgeSeconds < staleSeconds
 }
 get alive() {
  return this.reconcileAgeSeconds < stuckSeconds
 }
 get settled() {
  return this.#last.action?.kind === "idle" && this.#last.failure === void 0
 }
 get left() {
  return this.#last.state === "removed" || this.#last.state === "unreachable"
 }
 get status() {
  let {ready, reconcileAgeSeconds, observationAgeSeconds} = this
  return {ready, reconcileAgeSeconds, observationAgeSeconds, majorityNode: majorityNode(this.#last), ...this.#last}
 }
 get history() {
  return this.#history
 }
 get reconcileAgeSeconds() {
  return secondsSince(this.#reconciledAt)
 }
 get observationAgeSeconds() {
  return secondsSince(this.#observedAt)
 }
 #log(event) {
  let line = JSON.stringify({state: this.#last.state, ...event})
  if (line === this.#logged) return
  this.#logged = line
  this.write(`{"time":"${new Date().toISOString()}",` + line.slice(1) + "\n")
 }
}
function secondsSince(moment) {
 return process.uptime() - moment
}
function increment(counts, kind) {
 counts[kind] = (counts[kind] ?? 0) + 1
}

// status/server.ts
var drainSeconds = 40
function serve({port, metrics, ...parts}) {
 let {report} = parts
 let answers2 = {[agentPaths.ready]: () => report.ready, [agentPaths.alive]: () => report.alive, [agentPaths.drain]: () => drain(parts), [agentPaths.metrics]: metrics, "/status": () => report.status}
 return createServer(({method, url = ""}, response) => {
  let end = (status, body) => {
   let isText = status === 200 && url === agentPaths.metrics
   response.writeHead(status, {"Content-Type": isText ? contentType : "application/json"})
   response.end(isText ? body : JSON.stringify(body) + "\n")
  }
  let answer = async () => {
   let found = method === "GET" ? answers2[url] : void 0
   let body = (await found?.()) ?? null
   end(!found ? 404 : body === false ? 503 : 200, body)
  }
  answer().catch(error => {
   end(500, {error: String(error)})
  })
 }).listen(port)
}
async function drain({ordinal, report, readStatefulSet}, seconds = 10) {
 let limit = process.uptime() + seconds
 let found = await readStatefulSet().catch(() => void 0)
 while (!found && process.uptime() < limit) {
  await pause(500)
  found = await readStatefulSet().catch(() => void 0)
 }
 if (!found?.replicas || ordinal < found.replicas) return "stays"
 let end = process.uptime() + drainSeconds
 while (!report.left && process.uptime() < end) await pause(200)
 return report.left ? "left" : "gave up"
}

// loop/frozen.ts
var frozenSeconds = 3
var tickSeconds = 1
function onResume(resumed) {
 let due = process.uptime() + tickSeconds
 return setInterval(() => {
  let late = process.uptime() - due
  due = process.uptime() + tickSeconds
  if (late > frozenSeconds) resumed(late)
 }, tickSeconds * 1e3)
}

// loop/program.ts
var halfTurn = 1e4
function programChange(directory, loaded) {
 let before = programIn(loaded)
 return () => {
  try {
   return programIn(directory) !== before
  } catch {
   return false
  }
 }
}
function mayEnd({ordinal, ready, statefulSet, now}) {
 if (statefulSet && ordinal >= statefulSet.replicas) return false
 if (!ready) return true
 let slots = Math.max(statefulSet?.replicas ?? 0, ordinal + 1)
 return (statefulSet?.isRolledOut ?? true) && Math.floor(now / halfTurn) % (2 * slots) === 2 * ordinal
}
function programIn(directory) {
 let names = readdirSync(directory).filter(name => name.endsWith(".js"))
 return JSON.stringify(names.sort().map(name => [name, readFileSync(join(directory, name), "utf8")]))
}

// loop/requeue.ts
var settledSeconds = 5
var unsettledSeconds = 1
var changedSeconds = 0.1
var mostUnsettled = 120
var Requeue = class {
 #waits = 0
 #changes = 0
 after({changed, settled}) {
  if (settled && !changed) {
   this.#waits = this.#changes = 0
   return settledSeconds
  }
  let count = changed ? ++this.#changes : ++this.#waits
  if (count > mostUnsettled) return settledSeconds
  return changed ? changedSeconds : unsettledSeconds
 }
}

// loop/agent.ts
var turnSeconds = 90
function run(Mongo, directory = agentDirectory) {
 process.on("unhandledRejection", fail)
 return runAgent(Mongo, directory).catch(fail)
}
function fail(error) {
 process.stderr.write(((error instanceof Error && error.stack) || reasonOf(error)) + "\n")
 process.exit(1)
}
async function runAgent(Mongo, directory) {
 let programChanged = programChange(directory, __dirname)
 let settings = readSettings(`${directory}/${settingsFile}`)
 let {replicas} = settings
 let readStatefulSet = () => (replicas === void 0 ? statefulSetOf(settings) : Promise.resolve({replicas}))
 let {POD_NAME = "", POD_IP: address = "", NODE_NAME: node} = process.env
 let ordinal = Number(POD_NAME.split("-").at(-1))
 let pod = {ordinal, address, node, nodeLabels: podNodeLabels(process.env)}
 let mongods = new Connections(Mongo, settings)
 let report = new Report(line => void process.stdout.write(line))
 let observer = new Observer({mongods, readStatefulSet, pod})
 let reconcile = reconciler(observer, new Actor(mongods, ordinal), report)
 let read = figuresReader(mongods)
 let metrics = () => metricsText(report, read)
 serve({port: settings.agentPort, report, metrics, ordinal, readStatefulSet})
 onResume(seconds => {
  report.resumes(seconds)
  mongods.dropAll()
 })
 let termination = new AbortController()
 process.on("SIGTERM", () => {
  termination.abort()
  void endAfterMongod(localHost(settings))
 })
 for (let requeue = new Requeue(); ;) {
  let changed = await within(turnSeconds, "a reconciliation", reconcile())
  if (!changed && programChanged()) {
   let statefulSet = await readStatefulSet().catch(() => void 0)
   let now = Date.now()
   if (!termination.signal.aborted && mayEnd({ordinal, ready: report.ready, statefulSet, now})) {
    report.ends("for the kubelet to start the agent's new program")
    process.exit(0)
   }
  }
  await pause(requeue.after({changed, settled: report.settled}) * (900 + 200 * Math.random()))
 }
}
function reconciler(observer, actor, report) {
 let failed = []
 return async () => {
  let action
  try {
   let mongod = await observer.mongod()
   report.observed(mongod)
   let observation = await observer.observe(mongod)
   action = decide({...observation, failed})
   report.decided(observation, action)
   await actor.act(action)
   report.done(action)
   return isChange(action)
  } catch (error) {
   report.failed(error, action)
   let text = JSON.stringify(action)
   if (action) failed = failed.includes(text) ? [text] : [...failed, text]
   return false
  }
 }
}
async function endAfterMongod(host) {
 while ((await probePort(host, 2)) !== "closed") await pause(500)
 process.exit(0)
}
module.exports = {keysOf, run}
