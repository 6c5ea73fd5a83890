import { readFileSync } from 'node:fs';
import {
  BackupSettings,
  importSignals,
  ImportSettings,
  jobDirectory,
  jobFiles,
  JobProgram,
  RestoreSettings,
  SliceSettings,
  SnapshotSettings,
} from '../contract';
import { Refusal } from '../import/checks';
import { MongoClass, reasonOf } from '../mongod/connections';
import { backup } from './backup';
import { importSource } from './import';
import { restore } from './restore';
import { slice } from './slice';
import { snapshot } from './snapshots';

/** Runs the program of a Job with its input. It prints the result, or ends with the reason of a failure. */
export async function run(program: JobProgram, Mongo: MongoClass, directory = jobDirectory): Promise<never> {
  try {
    const input: unknown = JSON.parse(readFileSync(`${directory}/${jobFiles[program]}`, 'utf8'));
    process.stdout.write(JSON.stringify(await result(program, Mongo, input)) + '\n');
    process.exit(0);
  } catch (error) {
    process.stderr.write(reasonOf(error) + '\n');
    process.exit(error instanceof Refusal ? importSignals.refused : 1);
  }
}

async function result(program: JobProgram, Mongo: MongoClass, input: unknown): Promise<object> {
  switch (program) {
    case 'backup':
      return backup(input as BackupSettings);
    case 'slice':
      return slice(Mongo, input as SliceSettings);
    case 'restore':
      return { restored: (await restore(Mongo, input as RestoreSettings)) ?? 'nothing: this was restored before' };
    case 'snapshot':
      return snapshot(Mongo, input as SnapshotSettings);
    case 'import':
      return importSource(Mongo, input as ImportSettings);
  }
}
