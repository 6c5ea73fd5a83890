// @ts-check
'use strict';

// The agent in a process of its own. What mongod answers is a function of another file.
// usage: node agent-process.js SETTINGS ANSWERS
const { run } = require('../../lib/mongo-agent/agent.js');

const [, , settings = '', answers = ''] = process.argv;
const answer = require(answers);

class Mongo {
  getDB() {
    return { runCommand: async (/** @type {object} */ command) => answer(command) };
  }

  async close() {}
}

void run(Mongo, settings);
