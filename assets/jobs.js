// cdk8s-backend 0.1.0, jobs.js 268bdc0b2f526dfb, bundled from lib/mongo/agent
'use strict';

const {spawnSync} = require("node:child_process")
const {once} = require("node:events")
const {closeSync, existsSync, fsyncSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync} = require("node:fs")
const {request: httpRequest} = require("node:http")
const {Agent, request: httpsRequest} = require("node:https")
const {basename, join} = require("node:path")
const {setTimeout} = require("node:timers/promises")

// contract.ts
var jobDirectory = "/backup"
var jobFiles = {program: "jobs.js", backup: "backup.json", restore: "restore.json", snapshot: "snapshots.json"}

// files/credentials.ts
function readCredentials(directory) {
 let read = key => readFileSync(join(directory, key), "utf8").replace(/\r?\n$/, "")
 let [username, password] = [read("username"), read("password")]
 return {username, password}
}

// mongod/connections.ts
function reasonOf(error) {
 return error instanceof Error ? error.message : String(error)
}

// jobs/dumps.ts
var dayMilliseconds = 24 * 3600 * 1e3
function fullUri(settings) {
 let {username, password} = readCredentials(settings.user)
 return settings.uri.replace("://", () => `://${encodeURIComponent(username)}:${encodeURIComponent(password)}@`)
}
function runTool(program, settings, ...args) {
 let {username, password} = readCredentials(settings.user)
 let uri = settings.uri.replace("://", () => `://${encodeURIComponent(username)}@`)
 let file = join(settings.run, "tool.yaml")
 writeFileSync(file, JSON.stringify({uri, password}), {mode: 384})
 let {status, error} = spawnSync(program, [`--config=${file}`, ...args], {stdio: ["ignore", "inherit", "inherit"]})
 if (error || status !== 0) throw error ?? new Error(`${basename(program)} ended with ${String(status)}`)
}
function dumpsOf(set, files) {
 let time = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.archive\.gz$/
 return files.filter(file => file.startsWith(`${set}-`) && time.test(file.slice(set.length + 1))).sort()
}

// jobs/backup.ts
function backup(settings, {now = new Date(), program = "mongodump"} = {}) {
 let {set, dumps, keep} = settings
 removeAbandoned(dumps, now)
 let dump = `${set}-${now.toISOString().slice(0, 19).replaceAll(":", "-")}Z.archive.gz`
 let partial = join(dumps, `${dump}.partial`)
 try {
  runTool(program, settings, `--archive=${partial}`, "--gzip", "--oplog")
 } catch (error) {
  rmSync(partial, {force: true})
  throw new Error(`${reasonOf(error)}; no dump was made, and none removed`, {cause: error})
 }
 toDisk(partial)
 renameSync(partial, join(dumps, dump))
 toDisk(dumps)
 let removed = dumpsOf(set, readdirSync(dumps)).slice(0, -keep)
 for (let old of removed) rmSync(join(dumps, old))
 return {dump, bytes: statSync(join(dumps, dump)).size, removed}
}
function removeAbandoned(dumps, now) {
 for (let file of readdirSync(dumps).filter(name => name.endsWith(".partial"))) {
  let path = join(dumps, file)
  if (now.getTime() - statSync(path).mtimeMs > dayMilliseconds) rmSync(path)
 }
}
function toDisk(path) {
 let file = openSync(path, "r")
 fsyncSync(file)
 closeSync(file)
}

// jobs/restore.ts
var attempts = 120
var attemptMilliseconds = 5e3
async function restore(Mongo, settings, {program = "mongorestore", pause = setTimeout} = {}) {
 let mark = join(settings.dumps, settings.mark)
 if (existsSync(mark)) return
 let dump = chosenDump(settings)
 await prepareTarget(await connected(Mongo, fullUri(settings), pause), settings)
 runTool(program, settings, `--archive=${join(settings.dumps, dump)}`, "--gzip", "--oplogReplay", "--stopOnError")
 writeFileSync(mark, dump + "\n")
 return dump
}
function chosenDump({from, dumps, dump}) {
 let found = dumpsOf(from, readdirSync(dumps))
 let chosen = dump === "latest" ? found.at(-1) : found.find(name => name === dump)
 if (chosen) return chosen
 throw new Error(`there is no dump ${dump} of ${from}; there are: ${found.join(", ") || "none"}`)
}
async function prepareTarget(connection, {into, replaceData}) {
 let admin = connection.getDB("admin")
 try {
  let {setName} = await admin.runCommand({hello: 1})
  if (setName !== into) throw new Error(`the dump is to go into the set ${into}, but this is ${setName}`)
  let {databases} = await admin.runCommand({listDatabases: 1, nameOnly: true})
  let held = databases.map(({name}) => name).filter(name => !["admin", "config", "local"].includes(name))
  if (held.length > 0 && replaceData !== true) throw new Error(`the set ${into} holds data (${held.join(", ")}); write replaceData: true to replace it`)
  for (let name of held) await connection.getDB(name).runCommand({dropDatabase: 1, writeConcern: {w: "majority"}})
 } finally {
  await connection.close()
 }
}
async function connected(Mongo, uri, pause) {
 for (let attempt = 1; ; attempt += 1) {
  try {
   return await new Mongo(uri)
  } catch (error) {
   if (attempt === attempts) throw error
   await pause(attemptMilliseconds)
  }
 }
}

// http/api-server.ts
var inCluster = {host: process.env["KUBERNETES_SERVICE_HOST"], port: process.env["KUBERNETES_SERVICE_PORT"], account: "/var/run/secrets/kubernetes.io/serviceaccount"}
var keepAlive = new Agent({keepAlive: true, maxSockets: 1})
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

// jobs/snapshots.ts
async function snapshot(Mongo, settings, tools = {call, now: () => new Date(), pause: setTimeout}) {
 let {namespace, set, labels, className, selector, keep} = settings
 let snapshots = `/apis/snapshot.storage.k8s.io/v1/namespaces/${namespace}/volumesnapshots`
 let claim = `data-${await newestMember(Mongo, fullUri(settings))}`
 let name = `${set}-${tools.now().toISOString().slice(0, 19).replaceAll(":", "-").toLowerCase()}z`
 await tools.call("POST", snapshots, {
  apiVersion: "snapshot.storage.k8s.io/v1",
  kind: "VolumeSnapshot",
  metadata: {name, namespace, labels},
  spec: {volumeSnapshotClassName: className, source: {persistentVolumeClaimName: claim}}
 })
 await untilReady(`${snapshots}/${name}`, settings.readySeconds, tools)
 let {items} = await tools.call("GET", `${snapshots}?labelSelector=${encodeURIComponent(selector)}`)
 let removed = surplus(items, keep, tools.now())
 for (let old of removed) await tools.call("DELETE", `${snapshots}/${old}`)
 return {snapshot: name, claim, removed}
}
async function newestMember(Mongo, uri) {
 let hosts = /@([^/]*)\//.exec(uri)?.[1]?.split(",") ?? []
 let answers = await Promise.all(hosts.map(async host => ({pod: host.slice(0, host.indexOf(".")), hello: await helloOf(Mongo, uri, host)})))
 let newest = answers
  .flatMap(({pod, hello}) => (typeof hello === "object" ? [{pod, ...hello, ...hello.lastWrite.opTime}] : []))
  .sort((one, other) => Number(one.secondary) - Number(other.secondary) || one.t.compare(other.t) || one.ts.compare(other.ts))
  .at(-1)
 if (newest) return newest.pod
 let reasons = answers.map(({pod, hello}) => `${pod}: ${hello}`)
 throw new Error(`no member is primary or secondary: ${reasons.join("; ")}`)
}
async function helloOf(Mongo, uri, host) {
 try {
  let direct = `${uri.replace(/@[^/]*\//, `@${host}/`)}&directConnection=true&serverSelectionTimeoutMS=5000`
  let connection = await new Mongo(direct)
  try {
   let hello = await connection.getDB("admin").runCommand({hello: 1})
   return hello.secondary || hello.isWritablePrimary ? hello : "neither"
  } finally {
   await connection.close()
  }
 } catch (error) {
  return reasonOf(error)
 }
}
async function untilReady(path, seconds, {call: call2, now, pause}) {
 let name = path.slice(path.lastIndexOf("/") + 1)
 for (let end = now().getTime() + seconds * 1e3; ;) {
  let obstacle = await call2("GET", path).then(obstacleIn, reasonOf)
  if (obstacle === void 0) return
  if (now().getTime() >= end) throw new Error(`the snapshot ${name} is not ready to use after ${seconds} s: ${obstacle}`)
  await pause(2e3)
 }
}
function obstacleIn(found) {
 let {status} = found
 return status?.readyToUse === true ? void 0 : (status?.error?.message ?? "its driver reports nothing")
}
function surplus(snapshots, keep, now) {
 let isReady = ({status}) => status?.readyToUse === true
 let isAbandoned = ({metadata}) => now.getTime() - Date.parse(metadata.creationTimestamp) > dayMilliseconds
 let names = some => some.map(({metadata}) => metadata.name).sort()
 let unready = snapshots.filter(one => !isReady(one))
 return [...names(snapshots.filter(isReady)).slice(0, -keep), ...names(unready.filter(isAbandoned))]
}

// jobs/main.ts
async function run(program, Mongo, directory = jobDirectory) {
 try {
  let input = JSON.parse(readFileSync(`${directory}/${jobFiles[program]}`, "utf8"))
  process.stdout.write(JSON.stringify(await result(program, Mongo, input)) + "\n")
  process.exit(0)
 } catch (error) {
  process.stderr.write(reasonOf(error) + "\n")
  process.exit(1)
 }
}
async function result(program, Mongo, input) {
 switch (program) {
  case "backup":
   return backup(input)
  case "restore":
   return {restored: (await restore(Mongo, input)) ?? "nothing: this was restored before"}
  case "snapshot":
   return snapshot(Mongo, input)
 }
}
module.exports = {run}
