/* global Mongo -- mongosh's class */
// mongosh runs this file: it awaits no top-level promise and ends with the script, so the last expression never settles.
// Other files do not see mongosh's names; `Mongo` is handed to them.
process.on('unhandledRejection', (error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
(async () => {
  // @ts-expect-error mongosh's class
  await require('/agent/agent.js').run(Mongo, '/agent/agent.json');
})();
