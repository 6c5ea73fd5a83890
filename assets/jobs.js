// cdk8s-backend 0.1.0, jobs.js 5f905dc39bfd6678, bundled from lib/mongo/agent
'use strict';

const { spawnSync } = require("node:child_process");
const { once } = require("node:events");
const { chmodSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } = require("node:fs");
const { request: httpRequest } = require("node:http");
const { Agent, request: httpsRequest } = require("node:https");
const { basename, join } = require("node:path");
const { setTimeout } = require("node:timers/promises");

// contract.ts
var jobDirectory = "/backup";
var jobFiles = {
 program: "jobs.js",
 backup: "backup.json",
 restore: "restore.json",
 snapshot: "snapshots.json"
};

// files/credentials.ts
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

// mongod/connections.ts
function reasonOf(error) {
 return error instanceof Error ? error.message : String(error);
}

// jobs/dumps.ts
var abandonedMilliseconds = 24 * 3600 * 1e3;
function fullUri(settings) {
 const { username, password } = login(settings);
 return settings.uri.replace("://", () => `://${encodeURIComponent(username)}:${encodeURIComponent(password)}@`);
}
function runTool(program, settings, ...args) {
 const { username, password } = login(settings);
 const uri = settings.uri.replace("://", () => `://${encodeURIComponent(username)}@`);
 const file = join(settings.run, "tool.yaml");
 writeFileSync(file, JSON.stringify({ uri, password }), { mode: 384 });
 chmodSync(file, 384);
 const { status, error } = spawnSync(program, [`--config=${file}`, ...args], {
  stdio: ["ignore", "inherit", "inherit"]
 });
 if (error || status !== 0) throw error ?? new Error(`${basename(program)} ended with ${String(status)}`);
}
function dumpsOf(set, files) {
 const time = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.archive\.gz$/;
 return files.filter((file) => file.startsWith(`${set}-`) && time.test(file.slice(set.length + 1))).sort();
}
function login({ user }) {
 const found = readCredentials(user, "printable");
 if ("problem" in found) throw new Error(found.problem);
 return found;
}

// jobs/backup.ts
function backup(settings, { now = new Date(), program = "mongodump" } = {}) {
 const { set, dumps, keep } = settings;
 removeAbandoned(dumps, now);
 const dump = `${set}-${now.toISOString().slice(0, 19).replaceAll(":", "-")}Z.archive.gz`;
 const partial = join(dumps, `${dump}.partial`);
 try {
  runTool(program, settings, `--archive=${partial}`, "--gzip", "--oplog");
 } catch (error) {
  rmSync(partial, { force: true });
  throw new Error(`${reasonOf(error)}; no dump was made, and none removed`, { cause: error });
 }
 toDisk(partial);
 renameSync(partial, join(dumps, dump));
 toDisk(dumps);
 const removed = dumpsOf(set, readdirSync(dumps)).slice(0, -keep);
 for (const old of removed) rmSync(join(dumps, old));
 return { dump, bytes: statSync(join(dumps, dump)).size, removed };
}
function removeAbandoned(dumps, now) {
 for (const file of readdirSync(dumps).filter((name) => name.endsWith(".partial"))) {
  const path = join(dumps, file);
  if (now.getTime() - statSync(path).mtimeMs > abandonedMilliseconds) rmSync(path);
 }
}
function toDisk(path) {
 const file = openSync(path, "r");
 fsyncSync(file);
 closeSync(file);
}

// jobs/restore.ts
var attempts = 120;
var attemptMilliseconds = 5e3;
async function restore(Mongo3, settings, { program = "mongorestore", pause = setTimeout } = {}) {
 const mark = join(settings.dumps, settings.mark);
 if (existsSync(mark)) return void 0;
 const dump = chosenDump(settings);
 await prepareTarget(await connected(Mongo3, fullUri(settings), pause), settings);
 runTool(program, settings, `--archive=${join(settings.dumps, dump)}`, "--gzip", "--oplogReplay", "--stopOnError");
 writeFileSync(mark, `${dump}
`);
 return dump;
}
function chosenDump({ from, dumps, dump }) {
 const found = dumpsOf(from, readdirSync(dumps));
 const chosen = dump === "latest" ? found.at(-1) : found.find((name) => name === dump);
 if (chosen) return chosen;
 throw new Error(`there is no dump ${dump} of ${from}; there are: ${found.join(", ") || "none"}`);
}
async function prepareTarget(connection, { into, replaceData }) {
 const admin = connection.getDB("admin");
 try {
  const { setName } = await admin.runCommand({ hello: 1 });
  if (setName !== into) throw new Error(`the dump is to go into the set ${into}, but this is ${setName}`);
  const { databases } = await admin.runCommand({ listDatabases: 1, nameOnly: true });
  const held = databases.map(({ name }) => name).filter((name) => !["admin", "config", "local"].includes(name));
  const mayReplace = replaceData;
  if (held.length > 0 && mayReplace !== true)
   throw new Error(`the set ${into} holds data (${held.join(", ")}); write replaceData: true to replace it`);
  for (const name of held)
   await connection.getDB(name).runCommand({ dropDatabase: 1, writeConcern: { w: "majority" } });
 } finally {
  await connection.close();
 }
}
async function connected(Mongo3, uri, pause) {
 for (let attempt = 1; ; attempt += 1) {
  try {
   return await new Mongo3(uri);
  } catch (error) {
   if (attempt === attempts) throw error;
   await pause(attemptMilliseconds);
  }
 }
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

// http/api-server.ts
var keepAlive = new Agent({ keepAlive: true, maxSockets: 1 });
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

// jobs/snapshots.ts
async function snapshot(Mongo3, settings, tools = { call, now: () => new Date(), pause: setTimeout }) {
 const { namespace, set, labels, className, selector, keep } = settings;
 const snapshots = `/apis/snapshot.storage.k8s.io/v1/namespaces/${namespace}/volumesnapshots`;
 const claim = `data-${await newestMember(Mongo3, fullUri(settings))}`;
 const name = `${set}-${tools.now().toISOString().slice(0, 19).replaceAll(":", "-").toLowerCase()}z`;
 await tools.call("POST", snapshots, {
  apiVersion: "snapshot.storage.k8s.io/v1",
  kind: "VolumeSnapshot",
  metadata: { name, namespace, labels },
  spec: { volumeSnapshotClassName: className, source: { persistentVolumeClaimName: claim } }
 });
 await untilReady(`${snapshots}/${name}`, settings, tools);
 const { items } = await tools.call("GET", `${snapshots}?labelSelector=${encodeURIComponent(selector)}`);
 const removed = surplus(items, keep, tools.now());
 for (const old of removed) await tools.call("DELETE", `${snapshots}/${old}`);
 return { snapshot: name, claim, removed };
}
async function newestMember(Mongo3, uri) {
 const hosts = /@([^/]*)\//.exec(uri)?.[1]?.split(",") ?? [];
 const answers = await Promise.all(
  hosts.map(async (host) => ({ pod: podOf(host), hello: await helloOf(Mongo3, uri, host) }))
 );
 const newest = answers.flatMap(({ pod, hello }) => typeof hello === "object" ? [{ pod, hello }] : []).sort(
  (one, other) => Number(one.hello.secondary) - Number(other.hello.secondary) || Number(one.hello.lastWrite.lastWriteDate) - Number(other.hello.lastWrite.lastWriteDate) || ordinalOf(one.pod) - ordinalOf(other.pod)
 ).at(-1);
 if (newest) return newest.pod;
 const reasons = answers.map(({ pod, hello }) => `${pod}: ${hello}`);
 throw new Error(`no member is primary or secondary: ${reasons.join("; ")}`);
}
async function helloOf(Mongo3, uri, host) {
 try {
  const direct = `${uri.replace(/@[^/]*\//, `@${host}/`)}&directConnection=true&serverSelectionTimeoutMS=5000`;
  const connection = await new Mongo3(direct);
  try {
   const hello = await connection.getDB("admin").runCommand({ hello: 1 });
   return hello.secondary || hello.isWritablePrimary ? hello : "neither";
  } finally {
   await connection.close();
  }
 } catch (error) {
  return reasonOf(error);
 }
}
function podOf(host) {
 return host.slice(0, host.indexOf("."));
}
function ordinalOf(pod) {
 return Number(pod.split("-").at(-1));
}
async function untilReady(path, { readySeconds }, tools) {
 const name = path.slice(path.lastIndexOf("/") + 1);
 const end = tools.now().getTime() + readySeconds * 1e3;
 for (; ; ) {
  const obstacle = await obstacleOf(path, tools);
  if (obstacle === void 0) return;
  if (tools.now().getTime() >= end)
   throw new Error(`the snapshot ${name} is not ready to use after ${readySeconds} s: ${obstacle}`);
  await tools.pause(2e3);
 }
}
async function obstacleOf(path, tools) {
 try {
  const { status } = await tools.call("GET", path);
  return status?.readyToUse === true ? void 0 : status?.error?.message ?? "its driver reports nothing";
 } catch (error) {
  return reasonOf(error);
 }
}
function surplus(snapshots, keep, now) {
 const isReady = ({ status }) => status?.readyToUse === true;
 const isAbandoned = ({ metadata }) => now.getTime() - Date.parse(metadata.creationTimestamp) > abandonedMilliseconds;
 const names = (some) => some.map(({ metadata }) => metadata.name).sort();
 const unready = snapshots.filter((one) => !isReady(one));
 return [...names(snapshots.filter(isReady)).slice(0, -keep), ...names(unready.filter(isAbandoned))];
}

// jobs/main.ts
async function run(program, Mongo3, directory = jobDirectory) {
 try {
  const input = JSON.parse(readFileSync(`${directory}/${jobFiles[program]}`, "utf8"));
  process.stdout.write(`${JSON.stringify(await result(program, Mongo3, input))}
`);
  process.exit(0);
 } catch (error) {
  process.stderr.write(`${reasonOf(error)}
`);
  process.exit(1);
 }
}
async function result(program, Mongo3, input) {
 switch (program) {
  case "backup":
   return backup(input);
  case "restore":
   return { restored: await restore(Mongo3, input) ?? "nothing: this was restored before" };
  case "snapshot":
   return snapshot(Mongo3, input);
 }
}
module.exports = {
 run
};
