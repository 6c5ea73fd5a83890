import { Findings } from '../../findings/findings';
import { quoted } from '../../findings/problem';
import { ContainerResources } from '../../kubernetes/resources';
import { DecidedPorts } from '../workload/ports';
import { DecidedSizing, heapOption } from '../workload/sizing';
import { Environment } from './environment-variables';

type Given = Environment & DecidedPorts & DecidedSizing;

const heapFlag = /--max[-_]old[-_]space[-_]size/;

/** Returns the application's variables: `PORT` and `NODE_OPTIONS`, which the construct sets itself, before those that are given. */
export function ownVariables(given: Given, resources: ContainerResources): Environment {
  const { secrets, envFrom, env } = given;
  const heap = heapOption(given, resources);
  const options = env['NODE_OPTIONS'];
  return {
    secrets,
    envFrom,
    env: {
      ...(Object.hasOwn(secrets, 'PORT') ? {} : { PORT: String(given.port) }),
      ...(heap === undefined ? {} : { NODE_OPTIONS: heap }),
      ...env,
      ...(heap === undefined || typeof options !== 'string' ? {} : { NODE_OPTIONS: `${options} ${heap}`.trim() }),
    },
  };
}

/** Reports variables that contradict `port` and `nodeHeapPercent`. */
export function checkOwnVariables(findings: Findings, { props }: { readonly props: Given }): void {
  const { port, nodeHeapPercent, env, secrets } = props;
  const given = env['PORT'];
  if (typeof given === 'string' && !given.includes('$(') && given !== String(port))
    findings.add('env["PORT"]', {
      code: 'conflict',
      want: `must be port, which is ${quoted(port)}, where the Service and the probes reach the application`,
      got: quoted(given),
      write: `leave it out, or write port: ${/^\d+$/.test(given) ? given : '8080'}`,
    });
  if (nodeHeapPercent === undefined) return;
  const options = env['NODE_OPTIONS'] ?? secrets['NODE_OPTIONS'];
  if (options !== undefined && typeof options !== 'string')
    findings.add('nodeHeapPercent', {
      code: 'conflict',
      want: 'must be left out where NODE_OPTIONS is no string, to which it is added',
      write: 'write one of them',
    });
  else if (heapFlag.test(options ?? ''))
    findings.add('env["NODE_OPTIONS"]', {
      code: 'conflict',
      want: `must leave the heap to nodeHeapPercent, which is ${quoted(nodeHeapPercent)}`,
      got: quoted(options),
      write: 'leave --max-old-space-size or nodeHeapPercent out',
    });
}
