// cdk8s-backend 0.1.0, jobs.js fcfae5548ed4e0bc, bundled from lib/mongo/agent
'use strict';

const {spawn, spawnSync} = require("node:child_process")
const {once} = require("node:events")
const {closeSync, createReadStream, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync} = require("node:fs")
const {request: httpRequest} = require("node:http")
const {Agent, request: httpsRequest} = require("node:https")
const {hostname} = require("node:os")
const {basename, join} = require("node:path")
const {setTimeout} = require("node:timers/promises")
const {createGunzip} = require("node:zlib")

// contract.ts
var jobDirectory = "/backup"
var jobFiles = {program: "jobs.js", backup: "backup.json", slice: "slices.json", restore: "restore.json", snapshot: "snapshots.json", import: "import.json"}
var dumpName = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(_[\dTZ.t-]+)?\.archive\.gz$/
function isDumpOf(set, file) {
 return file.startsWith(`${set}-`) && dumpName.test(file.slice(set.length + 1))
}
var importSignals = {following: "following", finish: "finish", refused: 2}

// mongod/databases.ts
var ofServer = ["admin", "config", "local"]
async function heldDatabases(connection) {
 let {databases} = await connection.getDB("admin").runCommand({listDatabases: 1, nameOnly: true})
 return databases.map(({name}) => name).filter(name => !ofServer.includes(name))
}
async function dropDatabases(connection, names) {
 for (let name of names) await connection.getDB(name).runCommand({dropDatabase: 1, writeConcern: {w: "majority"}})
}

// import/source-oplog.ts
var exists = {$exists: true}
var ofClients = {op: {$ne: "n"}, $or: [{ns: "admin.$cmd", "o.applyOps": exists}, {ns: {$not: {$regex: "^(admin|config|local)\\."}}}]}
var part = 2e4
var SourceOplog = class {
 constructor(connection) {
  this.connection = connection
 }
 async newest() {
  let [entry] = await this.#find({"o.partialTxn": {$ne: true}}, {sort: {$natural: -1}})
  if (entry === void 0) throw new Error("the oplog of the source is empty")
  return entry.ts
 }
 async has(ts) {
  return (await this.#find({ts})).length > 0
 }
 async endOfPart(from, to) {
  let filter = {ts: {$gt: from, $lte: to}, "o.partialTxn": {$ne: true}}
  let [entry] = await this.#find(filter, {skip: part})
  return entry?.ts ?? to
 }
 async hasRenames(range) {
  return (await this.#find({ts: range, op: "c", "o.renameCollection": exists})).length > 0
 }
 async hasChanges(range, level = "majority") {
  return (await this.#find({ts: range, ...ofClients}, {}, level)).length > 0
 }
 async #find(filter, options = {}, level = "majority") {
  let command = {find: "oplog.rs", filter, limit: 1, singleBatch: true, projection: {ts: 1}}
  let answer = await this.connection.getDB("local").runCommand({...command, readConcern: {level}, ...options})
  return answer.cursor.firstBatch
 }
}
function replayQuery(range) {
 return {ts: Object.fromEntries(Object.entries(range).map(([bound, ts]) => [bound, extended(ts)])), ...ofClients}
}
function secondOf(ts) {
 return ts.getHighBitsUnsigned()
}
function isSame(one, other) {
 return secondOf(one) === secondOf(other) && one.getLowBitsUnsigned() === other.getLowBitsUnsigned()
}
function extended(ts) {
 return {$timestamp: {t: secondOf(ts), i: ts.getLowBitsUnsigned()}}
}

// import/checks.ts
var Refusal = class extends Error {}
async function hello(connection) {
 return await connection.getDB("admin").runCommand({hello: 1})
}
async function checkSource(source, set, follow) {
 let [from, into] = [await hello(source), await hello(set)]
 if (from.msg === "isdbgrid") throw new Refusal("the source is a sharded cluster, of which no set can be made")
 if (from.hosts?.some(host => into.hosts?.includes(host))) throw new Refusal("the source is the set itself")
 let [theirs, ours] = [await dataFormat(source), await dataFormat(set)]
 if (isNewer(theirs, ours)) throw new Refusal(`the source has the featureCompatibilityVersion ${theirs}, and the set ${ours}: give the set a newer image and format`)
 if (!follow) return
 if (from.setName === void 0) throw new Refusal("the source is no replica set and has no oplog: stop what writes to it, and write follow: false")
 try {
  let oplog = new SourceOplog(source)
  await oplog.hasChanges({$gt: await oplog.newest()})
 } catch (error) {
  throw new Refusal(`the oplog of the source cannot be read (${String(error)}): give its user the role backup on admin, or stop what writes to it, and write follow: false`)
 }
}
async function checkSet(set, name, mayHoldData) {
 let {setName = "none"} = await hello(set)
 if (setName !== name) throw new Refusal(`the import is for the set ${name}, but this is ${setName}`)
 let held = await heldDatabases(set)
 if (held.length > 0 && !mayHoldData) throw new Refusal(`the set ${name} holds data (${held.join(", ")}); write replaceData: true to replace it`)
}
async function missingUsers(source, set) {
 try {
  let ours = await usersOf(set)
  return (await usersOf(source)).filter(user => !ours.includes(user))
 } catch {
  return
 }
}
async function usersOf(connection) {
 let find = {find: "system.users", projection: {_id: 1}, batchSize: 1e4, singleBatch: true}
 let {cursor} = await connection.getDB("admin").runCommand(find)
 return cursor.firstBatch.map(({_id}) => _id).sort()
}
async function dataFormat(connection) {
 let answer = await connection.getDB("admin").runCommand({getParameter: 1, featureCompatibilityVersion: 1})
 return answer.featureCompatibilityVersion.version
}
function isNewer(one, other) {
 let [[major = 0, minor = 0], [thanMajor = 0, thanMinor = 0]] = [one, other].map(version => version.split(".").map(Number))
 return major > thanMajor || (major === thanMajor && minor > thanMinor)
}

// files/credentials.ts
function readCredentials(directory) {
 let read = key => readFileSync(join(directory, key), "utf8").replace(/\r?\n$/, "")
 let [username, password] = [read("username"), read("password")]
 return {username, password}
}

// mongod/connections.ts
function isRefusal(error) {
 return error instanceof Error && error.name === "MongoServerError" && "code" in error
}
function isLoginRefusal(error) {
 return isRefusal(error) && error.code === 18
}
function reasonOf(error) {
 return error instanceof Error ? error.message : String(error)
}

// oplog/bson.ts
var types = {double: 1, string: 2, document: 3, array: 4, boolean: 8, int32: 16, timestamp: 17, int64: 18}
var fixedSizes = {[types.double]: 8, 6: 0, 7: 12, [types.boolean]: 1, 9: 8, 10: 0, [types.int32]: 4, [types.timestamp]: 8, [types.int64]: 8, 19: 16, 127: 0, 255: 0}
function* elementsOf(buffer, document = 0) {
 let last = document + buffer.readInt32LE(document) - 1
 for (let start = document + 4; start < last;) {
  let type = buffer.readUInt8(start)
  let value = afterName(buffer, start + 1)
  let end = value + sizeOf(buffer, type, value)
  yield {type, name: buffer.toString("utf8", start + 1, value - 1), start, value, end}
  start = end
 }
}
function elementAt(buffer, ...path) {
 let found
 for (let name of path) {
  if (found !== void 0 && !isDocument(found)) return
  found = [...elementsOf(buffer, found?.value)].find(element => element.name === name)
  if (found === void 0) return
 }
 return found
}
function valueOf(buffer, {type, name, value}) {
 switch (type) {
  case types.double:
   return buffer.readDoubleLE(value)
  case types.string:
   return buffer.toString("utf8", value + 4, value + 3 + buffer.readInt32LE(value))
  case types.document:
   return Object.fromEntries([...elementsOf(buffer, value)].map(one => [one.name, valueOf(buffer, one)]))
  case types.array:
   return [...elementsOf(buffer, value)].map(one => valueOf(buffer, one))
  case types.boolean:
   return buffer.readUInt8(value) === 1
  case types.int32:
   return buffer.readInt32LE(value)
  case types.timestamp:
   return {seconds: buffer.readUInt32LE(value + 4), increment: buffer.readUInt32LE(value)}
  case types.int64:
   return Number(buffer.readBigInt64LE(value))
  default:
   throw new Error(`${name} has the BSON type ${type}`)
 }
}
function valueAt(buffer, ...path) {
 let found = elementAt(buffer, ...path)
 return found && valueOf(buffer, found)
}
function isDocument({type}) {
 return type === types.document || type === types.array
}
function without(buffer, ...path) {
 let left = elementAt(buffer, ...path)
 if (left === void 0) return buffer
 let rest = Buffer.concat([buffer.subarray(0, left.start), buffer.subarray(left.end)])
 let documents = [0, ...path.slice(0, -1).map((_, depth) => elementAt(buffer, ...path.slice(0, depth + 1))?.value)]
 for (let place2 of documents) if (place2 !== void 0) rest.writeInt32LE(buffer.readInt32LE(place2) - (left.end - left.start), place2)
 return rest
}
async function* documentsIn(parts, {skipped = 0} = {}) {
 let isBegun = skipped === 0
 let rest = Buffer.alloc(0)
 let waiting = []
 let length = 0
 for await (let part2 of parts) {
  waiting.push(part2)
  length += part2.length
  let wanted = rest.length >= 4 ? rest.readInt32LE(0) : isBegun ? 4 : skipped
  if (rest.length + length < wanted) continue
  rest = Buffer.concat([rest, ...waiting])
  ;[waiting, length] = [[], 0]
  let start = isBegun ? 0 : skipped
  isBegun = true
  while (rest.length - start >= 4) {
   let size = rest.readInt32LE(start)
   if (rest.length - start < size) break
   yield rest.subarray(start, start + Math.max(size, 0))
   start += Math.max(size, 4)
  }
  rest = rest.subarray(start)
 }
 if (rest.length + length > 0) throw new Error("the file ends within a document")
}
function afterName(buffer, start) {
 return buffer.indexOf(0, start) + 1
}
function sizeOf(buffer, type, value) {
 let fixed = fixedSizes[type]
 if (fixed !== void 0) return fixed
 if (type === 11) return afterName(buffer, afterName(buffer, value)) - value
 let length = buffer.readInt32LE(value)
 if (type === types.document || type === types.array || type === 15) return length
 if (type === 5) return length + 5
 if (type === 12) return length + 16
 return length + 4
}

// oplog/tool.ts
function runTool(program, settings, ...args) {
 let {status, error} = spawnSync(program, [`--config=${toolConfig(settings)}`, ...args], {stdio: ["ignore", "inherit", "inherit"]})
 if (error || status !== 0) throw error ?? new Error(`${basename(program)} ended with ${String(status)}`)
}
function toolConfig(settings) {
 let {username, password} = readCredentials(settings.user)
 let uri = settings.uri.replace("://", () => `://${encodeURIComponent(username)}@`)
 let file = join(settings.run, "tool.yaml")
 writeFileSync(file, JSON.stringify({uri, password}), {mode: 384})
 return file
}

// oplog/oplog.ts
function opTimeOf(entry) {
 let timestamp = valueAt(entry, "ts")
 return {...timestamp, term: valueAt(entry, "t") ?? -1}
}
function compareOpTimes(one, other) {
 return one.seconds - other.seconds || one.increment - other.increment || one.term - other.term
}
async function dumpOplog(settings, {from, until}, file, program = "mongodump") {
 let directory = `${file}.partial`
 rmSync(directory, {recursive: true, force: true})
 mkdirSync(directory)
 try {
  let query = JSON.stringify({ts: {$gte: extended2(from), $lte: extended2(until)}})
  let wanted = ["--db=local", "--collection=oplog.rs", `--query=${query}`]
  runTool(program, settings, ...wanted, "--gzip", `--out=${directory}`)
  let dumped = join(directory, "local", "oplog.rs.bson.gz")
  let bounds = await boundsOf(dumped)
  if (bounds !== void 0) renameSync(dumped, file)
  return bounds
 } finally {
  rmSync(directory, {recursive: true, force: true})
 }
}
async function boundsOf(file) {
 let first
 let last
 let entries = 0
 for await (let entry of entriesIn(file)) {
  first ??= opTimeOf(entry)
  last = entry
  entries += 1
 }
 return first && last && {first, last: opTimeOf(last), entries}
}
function entriesIn(file) {
 return documentsIn(createReadStream(file).pipe(createGunzip()))
}
function extended2({seconds, increment}) {
 return {$timestamp: {t: seconds, i: increment}}
}

// oplog/archive.ts
async function endOfDump(file) {
 let end
 let isHeader = false
 let isOplog = false
 let isPrelude = true
 for await (let document of documentsIn(createReadStream(file).pipe(createGunzip()), {skipped: 4})) {
  if (document.length === 0) {
   isHeader = true
   isPrelude = false
  } else if (isHeader) {
   isHeader = false
   isOplog = valueAt(document, "db") === "" && valueAt(document, "collection") === "oplog"
  } else if (isOplog && !isPrelude && valueAt(document, "o", "partialTxn") !== true) end = opTimeOf(document)
 }
 if (end === void 0) throw new Error("the dump has no oplog")
 return end
}

// jobs/chain.ts
var moment = String.raw`\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ`
var place = String.raw`${moment}\.\d+\.t-?\d+`
var baseName = new RegExp(`^${moment}_(${place})\\.archive\\.gz$`)
var sliceName = new RegExp(`^(${place})_(${place})\\.oplog\\.gz$`)
function momentOf(date) {
 return `${date.toISOString().slice(0, 19).replaceAll(":", "-")}Z`
}
function placeOf({seconds, increment, term}) {
 return `${momentOf(new Date(seconds * 1e3))}.${increment}.t${term}`
}
function nameOfSlice(set, {first, last}) {
 return `${set}-${placeOf(first)}_${placeOf(last)}.oplog.gz`
}
function storedFiles({dumps, listing}) {
 if (listing === void 0) {
  let names = readdirSync(dumps)
  let sizes = names.map(name => [name, statSync(join(dumps, name), {throwIfNoEntry: false})?.size])
  return new Map(sizes.flatMap(([name, bytes]) => (bytes === void 0 ? [] : [[name, bytes]])))
 }
 let lines = readFileSync(listing, "utf8").split("\n")
 return new Map(lines.map(line => line.split(";")).map(([name = "", bytes = "0"]) => [name, Number(bytes)]))
}
function basesOf(set, files) {
 return named(set, files, baseName)
  .map(({name, places: [end]}) => ({name, end: placeIn(end ?? "")}))
  .sort((one, other) => compareOpTimes(one.end, other.end))
}
function slicesOf(set, files) {
 return named(set, files, sliceName)
  .map(({name, places: [first, last]}) => ({name, first: placeIn(first ?? ""), last: placeIn(last ?? "")}))
  .sort((one, other) => compareOpTimes(one.first, other.first) || compareOpTimes(other.last, one.last))
}
function windowsOf(set, files) {
 let all = slicesOf(set, files)
 return basesOf(set, files).flatMap(base => {
  let slices = []
  for (let slice2 of all) {
   let tip = slices.at(-1)?.last
   let follows = tip === void 0 ? compareOpTimes(slice2.first, base.end) <= 0 && compareOpTimes(base.end, slice2.last) < 0 : compareOpTimes(slice2.first, tip) === 0
   if (follows) slices.push(slice2)
  }
  let last = slices.at(-1)?.last
  if (last === void 0 || last.seconds <= base.end.seconds) return []
  return [{base, slices, from: second(base.end.seconds + 1), to: second(last.seconds)}]
 })
}
function listedBackups(set, files) {
 let names = [...files.keys()]
 let bytesOf = all => all.reduce((sum, {name}) => sum + (files.get(name) ?? 0), 0)
 let windows = windowsOf(set, names)
 return basesOf(set, names).map(base => {
  let window = windows.find(one => one.base.name === base.name)
  let {slices = [], from, to} = window ?? {}
  return {dump: base.name, bytes: bytesOf([base]), slices: slices.length, sliceBytes: bytesOf(slices), from, to}
 })
}
function shownWindows(windows) {
 return windows.map(({from, to, base}) => `${from} to ${to} (${base.name})`).join(", ") || "none"
}
function second(seconds) {
 return new Date(seconds * 1e3).toISOString().replace(".000", "")
}
function named(set, files, pattern2) {
 return files.flatMap(name => {
  let found = name.startsWith(`${set}-`) ? pattern2.exec(name.slice(set.length + 1)) : null
  return found ? [{name, places: found.slice(1)}] : []
 })
}
function placeIn(text) {
 let [moment2 = "", increment, term = ""] = text.split(".")
 let [date = "", time = ""] = moment2.split("T")
 let seconds = Date.parse(`${date}T${time.replaceAll("-", ":")}`) / 1e3
 return {seconds, increment: Number(increment), term: Number(term.slice(1))}
}

// jobs/dumps.ts
var dayMilliseconds = 24 * 3600 * 1e3
function dumpsOf(set, files) {
 return files.filter(file => isDumpOf(set, file)).sort()
}
function toDisk(path) {
 let file = openSync(path, "r")
 fsyncSync(file)
 closeSync(file)
}

// jobs/backup.ts
async function backup(settings, {now = new Date(), program = "mongodump"} = {}) {
 let {set, dumps, keep, pointInTime} = settings
 removeAbandoned(dumps, now)
 let begin = `${set}-${momentOf(now)}`
 let partial = join(dumps, `${begin}.archive.gz.partial`)
 let dump = `${begin}.archive.gz`
 try {
  runTool(program, settings, `--archive=${partial}`, "--gzip", "--oplog")
  if (pointInTime === true) {
   let end = await endOfDump(partial)
   dump = `${set}-${momentOf(new Date(end.seconds * 1e3))}_${placeOf(end)}.archive.gz`
  }
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
  if (now.getTime() - statSync(path).mtimeMs > dayMilliseconds) rmSync(path, {recursive: true})
 }
}

// mongod/set-connection.ts
var attempts = 120
var attemptMilliseconds = 5e3
function fullUri(settings) {
 let {username, password} = readCredentials(settings.user)
 return settings.uri.replace("://", () => `://${encodeURIComponent(username)}:${encodeURIComponent(password)}@`)
}
async function connected(Mongo, uri, pause = setTimeout, isFinal = () => false) {
 for (let attempt = 1; ; attempt += 1) {
  try {
   return await new Mongo(uri)
  } catch (error) {
   if (attempt === attempts || isFinal(error)) throw error
   await pause(attemptMilliseconds)
  }
 }
}

// import/collections.ts
async function copyIndexes(source, set) {
 for (let {database, name, type} of await collectionsOf(source)) {
  if (type === "view") continue
  let {cursor} = await source.getDB(database).runCommand({listIndexes: name})
  let indexes = cursor.firstBatch.filter(index => index.name !== "_id_" && index["clustered"] !== true)
  if (indexes.length > 0) await set.getDB(database).runCommand({createIndexes: name, indexes})
 }
}
async function differingCollections(source, set) {
 let compared = (await collectionsOf(source)).map(async ({database, name, type}) => {
  if (type !== "collection") return []
  let [there, here] = await Promise.all([source, set].map(async one => (await one.getDB(database).runCommand({count: name})).n))
  return there === here ? [] : [`${database}.${name}: ${String(there)} there, ${String(here)} here`]
 })
 return (await Promise.all(compared)).flat()
}
async function collectionsOf(connection) {
 let found = []
 for (let database of await heldDatabases(connection)) {
  let command = {listCollections: 1, nameOnly: true, cursor: {batchSize: 1e5}}
  let {cursor} = await connection.getDB(database).runCommand(command)
  for (let one of cursor.firstBatch) if (!one.name.startsWith("system.")) found.push({database, ...one})
 }
 return found
}

// import/record.ts
var collection = "cdk8s-backend.imports"
var staleMilliseconds = 3e4
var TakenOver = class extends Error {
 constructor() {
  super("another run has taken this import over")
 }
}
var ImportRecord = class {
 constructor(set, mark, runner, now = () => new Date()) {
  this.set = set
  this.mark = mark
  this.runner = runner
  this.now = now
 }
 #timer
 async read() {
  return (await this.#all()).find(({_id}) => _id === this.mark)
 }
 async untilAlone(pause) {
  for (;;) {
   let isOther = ({state, runner, beat}) => state !== "finished" && runner !== this.runner && this.now().getTime() - beat.getTime() < staleMilliseconds
   if (!(await this.#all()).some(isOther)) return
   await pause(5e3)
  }
 }
 async begin(state) {
  await this.#update({_id: this.mark}, state, true)
  clearInterval(this.#timer)
  this.#timer = setInterval(() => {
   this.change({}).catch(() => void 0)
  }, 5e3).unref()
 }
 async change(state) {
  let changed = await this.#update({_id: this.mark, runner: this.runner}, state, false)
  if (changed === 0) throw new TakenOver()
 }
 end() {
  clearInterval(this.#timer)
 }
 async #all() {
  let answer = await this.set.getDB("admin").runCommand({find: collection, readConcern: {level: "majority"}})
  return answer.cursor.firstBatch
 }
 async #update(q, state, upsert) {
  let u = {$set: {...state, runner: this.runner, beat: this.now()}}
  let update = {update: collection, updates: [{q, u, upsert}], writeConcern: {w: "majority"}}
  return (await this.set.getDB("admin").runCommand(update)).n
 }
}

// import/source-uri.ts
var pattern = /^(mongodb(?:\+srv)?:\/\/)(?:([^:@/]*)(?::([^@/]*))?@)?([^/?@]+)(?:\/([^?]*))?(?:\?(.*))?$/
var decidedOptions = ["readpreference", "readpreferencetags", "maxstalenessseconds", "readconcernlevel"]
function sourceLogin(text, {authority, certificate, setName} = {}) {
 let found = pattern.exec(text.trim())
 if (found === null) throw new Error("the connection string of the source must begin with mongodb:// or mongodb+srv://, and have a host")
 let [, scheme = "", username, encoded, hosts = "", database, query = ""] = found
 let given = query.split("&").filter(option => option !== "" && !decidedOptions.includes(nameOf(option)))
 let has = (...names) => given.some(option => names.includes(nameOf(option)))
 let isSrv = scheme.includes("srv")
 let added = [
  username !== void 0 && !isSrv && !has("authsource") && `authSource=${database || "admin"}`,
  setName !== void 0 && !isSrv && !has("replicaset", "directconnection") && `replicaSet=${encodeURIComponent(setName)}`,
  (authority ?? certificate) !== void 0 && !isSrv && !has("tls", "ssl") && "tls=true",
  authority !== void 0 && !has("tlscafile") && `tlsCAFile=${encodeURIComponent(authority)}`,
  certificate !== void 0 && `tlsCertificateKeyFile=${encodeURIComponent(certificate)}`,
  "readPreference=primary"
 ]
 let options = [...given, ...added.filter(option => option !== false)].join("&")
 let user = username === void 0 ? "" : `${username}@`
 let uri = `${scheme}${user}${hosts}/?${options}`
 if (encoded === void 0) return {uri}
 let [password] = [decodeURIComponent(encoded)]
 return {uri, password}
}
function driverUri({uri, ...login}) {
 let encoded = encodeURIComponent(login.password ?? "")
 return encoded === "" ? uri : uri.replace("@", () => `:${encoded}@`)
}
function nameOf(option) {
 return option.slice(0, option.indexOf("=")).toLowerCase()
}

// oplog/replay.ts
async function replay(connection, settings, entries, program = "mongorestore", isQuiet = false) {
 let tool = new Tool(settings, program, isQuiet)
 let count = 0
 let last
 try {
  for await (let entry of entries) {
   let isPartial = valueAt(entry, "o", "partialTxn") === true
   if (isReplayed(entry)) {
    count += 1
    await apply(connection, tool, entry)
   }
   if (!isPartial) last = opTimeOf(entry)
  }
 } catch (error) {
  await tool.end().catch(() => void 0)
  throw error
 }
 await tool.end()
 return {entries: count, ...(last && {last})}
}
async function apply(connection, tool, entry) {
 let command = commandOf(entry)
 if (command === void 0) return tool.write(entry)
 let [database] = namespaceOf(entry)
 let index = valueAt(entry, "o", "index")
 switch (command.name) {
  case "createIndexes":
  case "commitIndexBuild":
   await tool.write(entry)
   return tool.end()
  case "dropIndexes":
   await tool.end()
   await connection.getDB(database).runCommand({dropIndexes: command.collection, index})
   return
  case "collMod": {
   if (index === void 0) return tool.write(entry)
   await tool.end()
   await connection.getDB(database).runCommand({collMod: command.collection, index: indexChange(index)})
   let rest = without(entry, "o", "index")
   let others = [...elementsOf(rest, elementAt(rest, "o")?.value)]
   return others.length > 1 ? tool.write(rest) : void 0
  }
  case "renameCollection": {
   if (elementAt(entry, "o", "dropTarget") === void 0) return tool.write(entry)
   await tool.end()
   let [target, collection2] = split(valueAt(entry, "o", "to"))
   await connection.getDB(target).runCommand({drop: collection2})
   return tool.write(without(entry, "o", "dropTarget"))
  }
  default:
   return tool.write(entry)
 }
}
function indexChange(index) {
 let known = ["name", "keyPattern", "expireAfterSeconds", "hidden", "unique", "prepareUnique"]
 return Object.fromEntries(Object.entries(index).filter(([name]) => known.includes(name)))
}
function isReplayed(entry) {
 if (valueAt(entry, "op") === "n") return false
 let [database, collection2] = namespaceOf(entry)
 if (collection2 !== "$cmd") return isData(database, collection2)
 let command = commandOf(entry)
 if (command?.name !== "applyOps") return isData(database, command?.collection ?? "")
 let operations = elementAt(entry, "o", "applyOps")
 if (operations === void 0) return true
 let inner = [...elementsOf(entry, operations.value)].map(({value, end}) => entry.subarray(value, end))
 return inner.length === 0 || inner.some(isReplayed)
}
function isData(database, collection2) {
 if (database === "config" || database === "local") return false
 return database !== "admin" || !collection2.startsWith("system.")
}
function commandOf(entry) {
 if (valueAt(entry, "op") !== "c") return
 let [first] = elementsOf(entry, elementAt(entry, "o")?.value)
 if (first === void 0) return
 let value = first.name === "applyOps" ? "" : valueOf(entry, first)
 return {name: first.name, collection: typeof value === "string" ? value : ""}
}
function namespaceOf(entry) {
 return split(valueAt(entry, "ns"))
}
function split(name) {
 let dot = name.indexOf(".")
 return dot < 0 ? [name, ""] : [name.slice(0, dot), name.slice(dot + 1)]
}
var Tool = class {
 constructor(settings, program, isQuiet) {
  this.settings = settings
  this.program = program
  this.isQuiet = isQuiet
 }
 #running
 async write(entry) {
  let {input, ended} = (this.#running ??= this.#start())
  if (!input.write(entry)) await Promise.race([once(input, "drain"), ended])
 }
 async end() {
  let running = this.#running
  this.#running = void 0
  running?.input.end()
  await running?.ended
 }
 #start() {
  let empty = join(this.settings.run, "empty")
  mkdirSync(empty, {recursive: true})
  let args = [`--config=${toolConfig(this.settings)}`, "--oplogReplay", "--oplogFile=/dev/stdin", "--stopOnError"]
  let command = ["-c", 'cat | "$0" "$@"', this.program, ...args, empty]
  let child = spawn("sh", command, {stdio: ["pipe", "inherit", "pipe"]})
  let printed = ""
  child.stderr.on("data", data => {
   printed = (printed + data.toString()).slice(-4e3)
   if (!this.isQuiet) process.stderr.write(data)
  })
  child.stdin.on("error", () => void 0)
  let ended = new Promise((resolve, reject) => {
   child.on("error", reject)
   child.on("close", code => {
    if (code === 0) resolve()
    else reject(new Error(`${basename(this.program)} ended with ${String(code)}${reasonIn(printed)}`))
   })
  })
  ended.catch(() => void 0)
  return {input: child.stdin, ended}
 }
}
function reasonIn(printed) {
 let reason = /Failed: (.*)/.exec(printed)?.[1]
 return reason === void 0 ? "" : `: ${reason}`
}

// import/follow.ts
var LostTrack = class extends Error {}
var ReplayError = class extends Error {}
async function replayPart(follower, from, to) {
 let {oplog, set, settings, programs} = follower
 if (isSame(from, to)) return from
 if (!(await oplog.has(from))) throw new LostTrack("the oplog of the source does not reach back far enough, or entries of it were taken back")
 let end = await oplog.endOfPart(from, to)
 let range = {$gt: from, $lte: end}
 if (!(await oplog.hasChanges(range))) return end
 let entries = new OplogEntries(follower, range)
 try {
  await replay(set, settings, entries.read(), programs.restore, true)
 } catch (error) {
  throw entries.failure ?? new ReplayError(reasonOf(error), {cause: error})
 }
 if (!(await oplog.has(from))) throw new LostTrack("the oplog of the source lost entries while they were read")
 return end
}
var OplogEntries = class {
 constructor(follower, range) {
  this.follower = follower
  this.range = range
 }
 async *read() {
  let {source, settings, programs} = this.follower
  let file = join(settings.run, "query.json")
  writeFileSync(file, JSON.stringify(replayQuery(this.range)))
  let oplog = ["--db=local", "--collection=oplog.rs", `--queryFile=${file}`, "--out=-", "--quiet"]
  let child = spawn(programs.dump, [source, ...oplog], {stdio: ["ignore", "pipe", "inherit"]})
  let ended = new Promise(resolve => child.on("error", () => void 0).on("close", resolve))
  try {
   yield* documentsIn(child.stdout)
   let code = await ended
   if (code !== 0) throw new Error(`mongodump ended with ${String(code)}`)
  } catch (error) {
   this.failure = error instanceof Error ? error : new Error(String(error))
   throw this.failure
  } finally {
   child.kill()
  }
 }
}

// import/copy.ts
var codes = {dump: 10, restore: 20}
var pipe = `n=$1; shift
"\${@:1:n}" | "\${@:n+1}"
codes=("\${PIPESTATUS[@]}")
if ((codes[1])); then exit ${String(codes.restore)}; elif ((codes[0])); then exit ${String(codes.dump)}; fi`
function sourceArgument({run: run2}, login) {
 let file = join(run2, "source.yaml")
 writeFileSync(file, JSON.stringify(login), {mode: 384})
 return `--config=${file}`
}
function certificateFile({run: run2, sourceCertificate: given}) {
 if (given === void 0) return
 let file = join(run2, "source.pem")
 let parts = [given.certificate, given.key].map(path => readFileSync(path, "utf8").trim())
 writeFileSync(
  file,
  `${parts.join("\n")}
`,
  {mode: 384}
 )
 return file
}
async function copyData({settings, source, programs}, withIndexes) {
 let dump = [programs.dump, source, "--archive"]
 let users = ["--nsExclude=admin.*", "--nsExclude=config.*"]
 let restore2 = [programs.restore, `--config=${toolConfig(settings)}`, "--archive", ...users]
 let how = ["--stopOnError", "--bypassDocumentValidation", ...(withIndexes ? [] : ["--noIndexRestore"])]
 let args = ["-c", pipe, "pipe", String(dump.length), ...dump, ...restore2, ...how]
 let child = spawn("bash", args, {stdio: ["ignore", "ignore", "inherit"]})
 let code = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve))
 if (code === codes.restore) throw new ReplayError("mongorestore ended with an error")
 if (code !== 0) throw new Error("mongodump ended with an error")
}

// jobs/import.ts
var usualTools = {
 programs: {dump: "mongodump", restore: "mongorestore"},
 pause: setTimeout,
 log: line =>
  process.stdout.write(`${JSON.stringify({time: new Date().toISOString(), ...line})}
`)
}
var mostCopies = 3
var patienceMilliseconds = 10 * 6e4
async function importSource(Mongo, settings, tools = usualTools) {
 let set = await connected(Mongo, fullUri(settings), tools.pause)
 let record = new ImportRecord(set, settings.mark, `${hostname()}-${String(process.pid)}`)
 let before = await record.read()
 if (before?.state === "finished") return {imported: "nothing: this was imported before"}
 let {source, login} = await openSource(Mongo, settings, tools.pause)
 await checkSource(source, set, settings.follow)
 await checkSet(set, settings.set, settings.replaceData || before !== void 0)
 await record.untilAlone(tools.pause)
 let run2 = new ImportRun({source, set, record, settings, ...tools, argument: sourceArgument(settings, login)})
 try {
  return await run2.toTheEnd(before)
 } finally {
  record.end()
 }
}
async function openSource(Mongo, settings, pause) {
 let text = readFileSync(settings.source, "utf8")
 let options = {authority: settings.sourceAuthority, certificate: certificateFile(settings)}
 let first = sourceLogin(text, options)
 try {
  let source = await connected(Mongo, driverUri(first), pause, isLoginRefusal)
  let {setName} = await hello(source)
  let login = sourceLogin(text, {...options, setName})
  if (login.uri === first.uri) return {source, login}
  await source.close()
  return {source: await connected(Mongo, driverUri(login), pause, isLoginRefusal), login}
 } catch (error) {
  if (isLoginRefusal(error)) throw new Refusal(`the source refuses the login: ${reasonOf(error)}`)
  throw error
 }
}
var ImportRun = class {
 constructor(parts) {
  this.parts = parts
  let {source, set, argument, settings, programs} = parts
  this.#follower = {oplog: new SourceOplog(source), set, settings, source: argument, programs}
  this.#followed = join(settings.run, importSignals.following)
  this.#finish = join(settings.run, importSignals.finish)
 }
 #follower
 #followed
 #finish
 async toTheEnd(before) {
  let {record, settings, log} = this.parts
  let missing = await missingUsers(this.parts.source, this.parts.set)
  if (missing !== void 0 && missing.length > 0) log({state: "checked", usersOfTheSourceAlone: missing})
  let {copies = 0, position} = before ?? {}
  for (;;) {
   try {
    if (position === void 0) {
     copies += 1
     position = await this.#copy(copies)
    } else await record.begin({state: "following", copies, position})
    if (position !== void 0) await this.#follow(position)
    return await this.#finished()
   } catch (error) {
    if (!(error instanceof LostTrack || error instanceof ReplayError)) throw error
    log({state: "failed", copies, reason: error.message})
    if (copies >= mostCopies) throw new Refusal(`${error.message}; ${String(copies)} copies were tried`)
    rmSync(this.#followed, {force: true})
    position = void 0
   }
   if (!settings.follow) throw new Refusal("the copy failed")
  }
 }
 async #copy(copies) {
  let {source, set, record, settings, log} = this.parts
  await record.begin({state: "copying", copies})
  await dropDatabases(set, await heldDatabases(set))
  await this.#expireDocuments(false)
  log({state: "copying", copies})
  if (!settings.follow) {
   await copyData(this.#follower, true)
   return
  }
  let {oplog} = this.#follower
  let start = await oplog.newest()
  await copyData(this.#follower, false)
  let end = await oplog.newest()
  if (await oplog.hasRenames({$gt: start, $lte: end})) throw new LostTrack("a collection was renamed during the copy, or written by $out")
  let position = start
  while (!isSame(position, end)) position = await replayPart(this.#follower, position, end)
  await copyIndexes(source, set)
  await record.change({state: "following", position})
  return position
 }
 async #follow(start) {
  let {record, pause, log, set} = this.parts
  let {oplog} = this.#follower
  let position = start
  let [told, succeeded] = [0, Date.now()]
  let failures = 0
  for (;;) {
   let isAsked = existsSync(this.#finish)
   try {
    let newest = await oplog.newest()
    if (!isSame(position, newest)) await record.change({})
    let next = await replayPart(this.#follower, position, newest)
    let isQuiet = isSame(next, newest) && !(await oplog.hasChanges({$gt: next}, "local"))
    let hadChanges = !isSame(position, next) && (await oplog.hasChanges({$gt: position, $lte: next}))
    if (!isSame(position, next)) await record.change({position: next})
    position = next
    ;[succeeded, failures] = [Date.now(), 0]
    if (isSame(next, newest)) writeFileSync(this.#followed, "")
    if (isAsked && isQuiet && !hadChanges) return
    if (Date.now() - told >= (isAsked ? 1e3 : 1e4)) {
     let behindSeconds = secondOf(newest) - secondOf(next)
     let replayedTo = new Date(secondOf(next) * 1e3).toISOString()
     log({state: isAsked ? "finishing" : "following", replayedTo, behindSeconds, sourceIsWritten: hadChanges})
     told = Date.now()
    }
    await this.#expireDocuments(false)
   } catch (error) {
    failures += 1
    let isLost = error instanceof LostTrack || error instanceof TakenOver
    let isFinal = isLost || (error instanceof ReplayError && failures >= 3)
    if (isFinal || Date.now() - succeeded > patienceMilliseconds) throw error
    log({state: "waiting", reason: reasonOf(error)})
    await pause(5e3)
    await set
     .getDB("admin")
     .runCommand({ping: 1})
     .catch(() => void 0)
   }
   await pause(isAsked ? 100 : 1e3)
  }
 }
 async #finished() {
  let {source, set, record} = this.parts
  await this.#expireDocuments(true)
  await record.change({state: "finished"})
  let differing = await differingCollections(source, set)
  return {imported: "all", ...(differing.length > 0 && {differing})}
 }
 async #expireDocuments(enabled) {
  await this.parts.set.getDB("admin").runCommand({setParameter: 1, ttlMonitorEnabled: enabled})
 }
}

// jobs/point-in-time.ts
async function windowTo(settings, to) {
 let {from, dumps, listing} = settings
 let all = windowsOf(from, [...storedFiles(settings).keys()])
 let [newest, ...older] = all.filter(one => one.from <= to && to <= one.to).reverse()
 if (newest === void 0) throw new Error(`no dump of ${from} and its slices reach ${to}; they reach: ${shownWindows(all)}`)
 for (let one of [newest, ...older]) if (await holdsEnd(dumps, one)) return one
 let others = all.filter(one => one !== newest && !older.includes(one))
 let isHidden = listing !== void 0 && older.length > 0
 throw new Error(
  `${newest.base.name} ends with a write that was rolled back, or is of another set than its slices; ` +
   (isHidden ? `move it out of the bucket, so that an older one is restored: ${shownWindows(older)}` : `write another time, of: ${shownWindows(others)}`)
 )
}
async function* entriesUntil(dumps, {base, slices}, end) {
 let last = base.end
 for (let {name} of slices)
  for await (let entry of entriesIn(join(dumps, name))) {
   let place2 = opTimeOf(entry)
   if (place2.seconds >= end) return
   if (compareOpTimes(place2, last) <= 0) continue
   last = place2
   yield entry
  }
}
async function holdsEnd(dumps, {base, slices}) {
 let [first] = slices
 if (first === void 0 || ![base, first].every(({name}) => existsSync(join(dumps, name)))) return false
 for await (let entry of entriesIn(join(dumps, first.name))) {
  let order = compareOpTimes(opTimeOf(entry), base.end)
  if (order >= 0) return order === 0
 }
 return false
}

// jobs/restore.ts
async function restore(Mongo, settings, {program = "mongorestore", pause} = {}) {
 let mark = join(settings.dumps, settings.mark)
 if (existsSync(mark)) return
 let chosen = await choice(settings)
 let connection = await connected(Mongo, fullUri(settings), pause)
 try {
  await prepareTarget(connection, settings)
  let archive = `--archive=${join(settings.dumps, chosen.dump)}`
  runTool(program, settings, archive, "--gzip", "--oplogReplay", "--stopOnError")
  if (chosen.entries !== void 0) await replay(connection, settings, chosen.entries, program)
 } finally {
  await connection.close()
 }
 writeFileSync(mark, chosen.dump + "\n")
 return chosen.dump
}
async function choice(settings) {
 let {to} = settings
 if (to === void 0) return {dump: chosenDump(settings)}
 let {base, slices} = await windowTo(settings, to)
 return {dump: base.name, entries: entriesUntil(settings.dumps, {base, slices}, Date.parse(to) / 1e3)}
}
function chosenDump({from, dumps, dump}) {
 let found = dumpsOf(from, readdirSync(dumps))
 let chosen = dump === "latest" ? found.at(-1) : found.find(name => name === dump)
 if (chosen) return chosen
 throw new Error(`there is no dump ${dump} of ${from}; there are: ${found.join(", ") || "none"}`)
}
async function prepareTarget(connection, {into, replaceData}) {
 let admin = connection.getDB("admin")
 let {setName} = await admin.runCommand({hello: 1})
 if (setName !== into) throw new Error(`the dump is to go into the set ${into}, but this is ${setName}`)
 let held = await heldDatabases(connection)
 if (held.length > 0 && replaceData !== true) throw new Error(`the set ${into} holds data (${held.join(", ")}); write replaceData: true to replace it`)
 await dropDatabases(connection, held)
}

// jobs/newest-member.ts
async function newestMember(Mongo, uri) {
 let hosts = /@([^/]*)\//.exec(uri)?.[1]?.split(",") ?? []
 let answers = await Promise.all(hosts.map(async host => ({host, hello: await helloOf(Mongo, uri, host)})))
 let newest = answers
  .flatMap(({host, hello: hello2}) => (typeof hello2 === "object" ? [{host, hello: hello2, ...hello2.lastWrite.opTime}] : []))
  .sort((one, other) => Number(one.hello.secondary) - Number(other.hello.secondary) || one.t.compare(other.t) || one.ts.compare(other.ts))
  .at(-1)
 if (newest) return {host: newest.host, hello: newest.hello}
 let reasons = answers.map(({host, hello: hello2}) => `${podOf(host)}: ${hello2}`)
 throw new Error(`no member is primary or secondary: ${reasons.join("; ")}`)
}
function podOf(host) {
 return host.slice(0, host.indexOf("."))
}
function directUri(uri, host) {
 return `${uri.replace(/(:\/\/|@)[^/@]*\//, `$1${host}/`)}&directConnection=true`
}
async function helloOf(Mongo, uri, host) {
 try {
  let connection = await new Mongo(`${directUri(uri, host)}&serverSelectionTimeoutMS=5000`)
  try {
   let hello2 = await connection.getDB("admin").runCommand({hello: 1})
   return hello2.secondary || hello2.isWritablePrimary ? hello2 : "neither"
  } finally {
   await connection.close()
  }
 } catch (error) {
  return reasonOf(error)
 }
}

// jobs/slice.ts
var longestSeconds = 3600
async function slice(Mongo, settings, program = "mongodump") {
 let {set, dumps} = settings
 let stored = storedFiles(settings)
 let files = [...stored.keys()]
 let bases = basesOf(set, files)
 let old = slicesOf(set, files)
 let newest = bases.at(-1)
 if (newest === void 0) {
  remove(settings, [])
  return {removed: [], note: `no dump of ${set} begins a chain yet`, backups: []}
 }
 let partial = join(dumps, `${hostname()}.partial`)
 let added = await dumpNext(Mongo, settings, starts(old, newest), {partial, program})
 if (typeof added !== "object") rmSync(partial, {force: true})
 if (typeof added === "string") throw new Error(`a gap: ${added}. No slice was added; the next dump begins a new chain. Restorable: ${shownWindows(windowsOf(set, files))}`)
 let removed = surplus(bases, old)
 remove(settings, removed)
 let left = [...stored].filter(([file]) => !removed.includes(file))
 if (added === void 0) return {removed, backups: listedBackups(set, new Map(left))}
 let name = nameOfSlice(set, added)
 toDisk(partial)
 renameSync(partial, join(dumps, name))
 let {size: bytes} = statSync(join(dumps, name))
 return {slice: name, bytes, removed, backups: listedBackups(set, new Map([...left, [name, bytes]]))}
}
async function dumpNext(Mongo, settings, places, {partial, program}) {
 let {host, hello: hello2} = await newestMember(Mongo, fullUri(settings))
 let {ts} = hello2.lastWrite.majorityOpTime
 let reader = {...settings, uri: directUri(settings.uri, host)}
 let committed = {seconds: ts.t, increment: ts.i}
 let missing = []
 for (let from of places) {
  if (!isAfter(committed, from)) return
  let same = await dumpOplog(reader, {from, until: from}, partial, program)
  if (same && compareOpTimes(same.first, from) === 0) {
   let limit = earlier(committed, {seconds: from.seconds + longestSeconds, increment: 0})
   let found = await dumpOplog(reader, {from, until: limit}, partial, program)
   if (found && isAfter(found.last, from)) return found
   return limit === committed ? void 0 : dumpOplog(reader, {from, until: committed}, partial, program)
  }
  missing.push(placeOf(from))
 }
 return `the oplog of ${host} does not hold ${missing.join(", nor ")}: it was overwritten, rolled back, or is another set's`
}
function isAfter(one, other) {
 return compareOpTimes({...one, term: 0}, {...other, term: 0}) > 0
}
function earlier(one, other) {
 return isAfter(one, other) ? other : one
}
function starts(old, newest) {
 let tip = old
  .map(({last}) => last)
  .sort(compareOpTimes)
  .at(-1)
 if (tip === void 0) return [newest.end]
 return compareOpTimes(newest.end, tip) > 0 ? [tip, newest.end] : [tip]
}
function surplus([oldest], slices) {
 if (oldest === void 0) return []
 return slices.filter(({last}) => compareOpTimes(last, oldest.end) <= 0).map(({name}) => name)
}
function remove({dumps, listing}, names) {
 if (listing !== void 0)
  writeFileSync(
   join(dumps, "removed"),
   names
    .map(
     name => `${name}
`
    )
    .join("")
  )
 else for (let name of names) rmSync(join(dumps, name), {force: true})
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
 if (status >= 300) throw new Error(`the API server answered ${status}${reasonIn2(text)}`)
 return JSON.parse(text)
}
function reasonIn2(body) {
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
  for await (let part2 of response.setEncoding("utf8")) text += part2
  return {status: response.statusCode ?? 0, body: text}
 } catch (error) {
  throw signal.aborted ? new Error(`${server} did not answer within ${seconds} s`) : error
 }
}

// jobs/snapshots.ts
async function snapshot(Mongo, settings, tools = {call, now: () => new Date(), pause: setTimeout}) {
 let {namespace, set, labels, className, selector, keep} = settings
 let snapshots = `/apis/snapshot.storage.k8s.io/v1/namespaces/${namespace}/volumesnapshots`
 let {host} = await newestMember(Mongo, fullUri(settings))
 let claim = `data-${podOf(host)}`
 let name = `${set}-${momentOf(tools.now()).toLowerCase()}`
 await tools.call("POST", snapshots, {
  apiVersion: "snapshot.storage.k8s.io/v1",
  kind: "VolumeSnapshot",
  metadata: {name, namespace, labels},
  spec: {volumeSnapshotClassName: className, source: {persistentVolumeClaimName: claim}}
 })
 await untilReady(`${snapshots}/${name}`, settings.readySeconds, tools)
 let {items} = await tools.call("GET", `${snapshots}?labelSelector=${encodeURIComponent(selector)}`)
 let removed = surplus2(items, keep, tools.now())
 for (let old of removed) await tools.call("DELETE", `${snapshots}/${old}`)
 return {snapshot: name, claim, removed}
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
function surplus2(snapshots, keep, now) {
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
  process.exit(error instanceof Refusal ? importSignals.refused : 1)
 }
}
async function result(program, Mongo, input) {
 switch (program) {
  case "backup":
   return backup(input)
  case "slice":
   return slice(Mongo, input)
  case "restore":
   return {restored: (await restore(Mongo, input)) ?? "nothing: this was restored before"}
  case "snapshot":
   return snapshot(Mongo, input)
  case "import":
   return importSource(Mongo, input)
 }
}
module.exports = {run}
