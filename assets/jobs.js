// cdk8s-backend 0.1.0, jobs.js 86cddc3e5c6178d5, bundled from lib/mongo/agent
'use strict';

const { spawnSync } = require("node:child_process");
const { chmodSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } = require("node:fs");
const { request: httpRequest } = require("node:http");
const { Agent, request: httpsRequest } = require("node:https");
const { join } = require("node:path");

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

// jobs/dumps.ts
function fullUri(settings) {
  const { username, password } = login(settings);
  return settings.uri.replace("://", () => `://${encodeURIComponent(username)}:${encodeURIComponent(password)}@`);
}
function writeToolConfig(settings) {
  const { username, password } = login(settings);
  const uri = settings.uri.replace("://", () => `://${encodeURIComponent(username)}@`);
  const file = join(settings.run, "tool.yaml");
  writeFileSync(file, JSON.stringify({ uri, password }), { mode: 384 });
  chmodSync(file, 384);
  return file;
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
var abandonedMilliseconds = 24 * 3600 * 1e3;
function backup(settings, { now = new Date(), program = "mongodump" } = {}) {
  const { set, dumps, keep } = settings;
  removeAbandoned(dumps, now);
  const dump = `${set}-${now.toISOString().slice(0, 19).replaceAll(":", "-")}Z.archive.gz`;
  const partial = join(dumps, `${dump}.partial`);
  const args = [`--config=${writeToolConfig(settings)}`, `--archive=${partial}`, "--gzip", "--oplog"];
  const { status, error } = spawnSync(program, args, { stdio: ["ignore", "inherit", "inherit"] });
  if (error !== void 0 || status !== 0) {
    rmSync(partial, { force: true });
    throw error ?? new Error(`mongodump ended with ${String(status)}; no dump was made, and none removed`);
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

// pause.ts
function pause(seconds, { ref = true } = {}) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, seconds * 1e3);
    if (!ref) timer.unref();
  });
}

// jobs/restore.ts
var attempts = 120;
var attemptSeconds = 5;
async function restore(Mongo, settings, { program = "mongorestore", pause: wait = pause } = {}) {
  const mark = join(settings.dumps, settings.mark);
  if (existsSync(mark)) return void 0;
  const dump = chosenDump(settings);
  await prepareTarget(await connected(Mongo, fullUri(settings), wait), settings);
  const args = [
    `--config=${writeToolConfig(settings)}`,
    `--archive=${join(settings.dumps, dump)}`,
    "--gzip",
    "--oplogReplay",
    "--stopOnError"
  ];
  const { status, error } = spawnSync(program, args, { stdio: ["ignore", "inherit", "inherit"] });
  if (error !== void 0 || status !== 0) throw error ?? new Error(`mongorestore ended with ${String(status)}`);
  writeFileSync(mark, `${dump}
`);
  return dump;
}
function chosenDump({ from, dumps, dump }) {
  const found = dumpsOf(from, readdirSync(dumps));
  const chosen = dump === "latest" ? found.at(-1) : found.find((name) => name === dump);
  if (chosen !== void 0) return chosen;
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
async function connected(Mongo, uri, wait) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await new Mongo(uri);
    } catch (error) {
      if (attempt === attempts) throw error;
      await wait(attemptSeconds);
    }
  }
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

// jobs/newest-member.ts
async function newestMember(Mongo, uri) {
  const [, hosts = ""] = /@([^/]*)\//.exec(uri) ?? [];
  const answers = await Promise.all(hosts.split(",").map((host) => askMember(Mongo, uri, host)));
  const newest = answers.flatMap(({ host, hello }) => hello?.secondary || hello?.isWritablePrimary ? [{ host, hello }] : []).sort(
    (one, other) => Number(one.hello.secondary) - Number(other.hello.secondary) || Number(one.hello.lastWrite.lastWriteDate) - Number(other.hello.lastWrite.lastWriteDate) || ordinalOf(one.host) - ordinalOf(other.host)
  ).at(-1);
  if (newest !== void 0) return podOf(newest.host);
  throw new Error(
    `no member is primary or secondary: ${answers.map(({ host, reason }) => `${podOf(host)}: ${reason}`).join("; ")}`
  );
}
async function askMember(Mongo, uri, host) {
  try {
    const direct = `${uri.replace(/@[^/]*\//, `@${host}/`)}&directConnection=true&serverSelectionTimeoutMS=5000`;
    const connection = await new Mongo(direct);
    try {
      const hello = await connection.getDB("admin").runCommand({ hello: 1 });
      return { host, hello, reason: "neither" };
    } finally {
      await connection.close();
    }
  } catch (error) {
    return { host, reason: error instanceof Error ? error.message : String(error) };
  }
}
function podOf(host) {
  return host.slice(0, host.indexOf("."));
}
function ordinalOf(host) {
  return Number(podOf(host).split("-").at(-1));
}

// jobs/snapshots.ts
var abandonedMilliseconds2 = 24 * 3600 * 1e3;
async function snapshot(Mongo, settings, tools = { call, now: () => new Date(), pause }) {
  const { namespace, set, labels, className, selector } = settings;
  const snapshots = `/apis/snapshot.storage.k8s.io/v1/namespaces/${namespace}/volumesnapshots`;
  const claim = `data-${await newestMember(Mongo, fullUri(settings))}`;
  const name = `${set}-${tools.now().toISOString().slice(0, 19).replaceAll(":", "-").toLowerCase()}z`;
  await tools.call("POST", snapshots, {
    apiVersion: "snapshot.storage.k8s.io/v1",
    kind: "VolumeSnapshot",
    metadata: { name, namespace, labels },
    spec: {
      ...className === void 0 ? {} : { volumeSnapshotClassName: className },
      source: { persistentVolumeClaimName: claim }
    }
  });
  await untilReady(`${snapshots}/${name}`, settings, tools);
  const { items } = await tools.call("GET", `${snapshots}?labelSelector=${encodeURIComponent(selector)}`);
  const removed = surplus(items, settings.keep, tools.now());
  for (const old of removed) await tools.call("DELETE", `${snapshots}/${old}`);
  return { snapshot: name, claim, removed };
}
async function untilReady(path, { readySeconds }, tools) {
  const end = tools.now().getTime() + readySeconds * 1e3;
  for (; ; ) {
    const obstacle = await obstacleOf(path, tools);
    if (obstacle === void 0) return;
    if (tools.now().getTime() >= end)
      throw new Error(
        `the snapshot ${path.slice(path.lastIndexOf("/") + 1)} is not ready to use after ${readySeconds} s: ${obstacle}`
      );
    await tools.pause(2);
  }
}
async function obstacleOf(path, tools) {
  try {
    const { status } = await tools.call("GET", path);
    return status?.readyToUse === true ? void 0 : status?.error?.message ?? "its driver reports nothing";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
function surplus(snapshots, keep, now) {
  const names = (some) => some.map(({ metadata }) => metadata.name).sort();
  const ready = snapshots.filter(({ status }) => status?.readyToUse === true);
  const abandoned = snapshots.filter(
    ({ status, metadata }) => status?.readyToUse !== true && now.getTime() - Date.parse(metadata.creationTimestamp) > abandonedMilliseconds2
  );
  return [...names(ready).slice(0, -keep), ...names(abandoned)];
}

// jobs/main.ts
async function run(program, Mongo, directory = jobDirectory) {
  try {
    const input = JSON.parse(readFileSync(`${directory}/${jobFiles[program]}`, "utf8"));
    process.stdout.write(`${JSON.stringify(await result(program, Mongo, input))}
`);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}
`);
    process.exit(1);
  }
}
async function result(program, Mongo, input) {
  switch (program) {
    case "backup":
      return backup(input);
    case "restore":
      return { restored: await restore(Mongo, input) ?? "nothing: this was restored before" };
    case "snapshot":
      return snapshot(Mongo, input);
  }
}
module.exports = {
  run
};
