import { compileFunction } from 'node:vm';
import { cdk8s } from '../../../imports/cdk8s';
import { BackendService } from '../../backend-service/backend-service';
import { BackendWorker } from '../../backend-service/backend-worker';
import { KubernetesManifest } from '../../manifests/manifest';
import { MongoStatefulSet } from '../../mongo/mongo-stateful-set';
import { SecretRef } from '../../secrets/secret-ref';
import { environmentInspection, Inspection } from '../../synth/render';
import { ProgramProps } from '../../synth/program-props';

const importLine = /^import (\{ .* \}) from ('[\w-]+');$/gm;
const annotation = /^(function \w+\(app): App\): void \{$/m;

/**
 * Runs the text of a program that `programText` wrote, up to the files that it would write, and returns the objects that it renders and its
 * findings. The text has no types but those of the one function's head, so that it is JavaScript without them.
 */
export function ranProgram(text: string): Inspection {
  let inspection: Inspection = { manifests: [], findings: [] };
  const synthesize = ({ environments }: ProgramProps): object => {
    const settings = { outdir: '', withStack: false, allowEmpty: true };
    for (const environment of environments) inspection = environmentInspection(environment, settings);
    return { exitCode: 0, stdout: '', stderr: '' };
  };
  const modules: Readonly<Record<string, unknown>> = {
    cdk8s: cdk8s(),
    'cdk8s-backend': { BackendService, BackendWorker, MongoStatefulSet, SecretRef, synthesize },
  };
  const script = text.replace(importLine, 'const $1 = load($2);').replace(annotation, '$1) {');
  const stream = { write: () => true };
  const run = compileFunction(script, ['load', 'process']) as (load: unknown, process: unknown) => void;
  run((name: string) => modules[name], { argv: [], stdout: stream, stderr: stream });
  // Lists of the program may be of another realm, which none of this one is equal to.
  return { ...inspection, manifests: JSON.parse(JSON.stringify(inspection.manifests)) as KubernetesManifest[] };
}
