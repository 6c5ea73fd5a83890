// @ts-check
'use strict';

// Runs the agent of a directory in a process of its own, on a mongod whose answers are a function of another file: of the command and the time at
// which the connection was opened.
// usage: node agent-process.js DIRECTORY ANSWERS
const { join } = require('node:path');

const [, , directory = '', answers = ''] = process.argv;
const { run } = require(join(directory, 'agent.js'));
const answer = require(answers);

class Mongo {
  #openedAt = process.uptime();

  getDB() {
    return { runCommand: async (/** @type {object} */ command) => answer(command, this.#openedAt) };
  }

  async close() {}
}

void run(Mongo, directory);
