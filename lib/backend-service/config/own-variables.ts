import { Findings, shown } from '../../findings/findings';
import { Resources } from '../../kubernetes/resources';
import { EnvironmentProps } from './environment-variables';
import { PortsProps } from '../workload/ports';
import { heapOption, SizingProps } from '../workload/sizing';

type Given = EnvironmentProps & PortsProps & SizingProps;

const heapFlag = /--max[-_]old[-_]space[-_]size/;

/** The application's variables: `PORT` and `NODE_OPTIONS`, which the construct sets itself, before those that are given. */
export function ownVariables(given: Given, resources: Resources): EnvironmentProps {
  const { secrets, secretsFrom, env } = given;
  const heap = heapOption(given, resources);
  const options = env?.['NODE_OPTIONS'];
  return {
    secrets,
    secretsFrom,
    env: {
      ...(Object.hasOwn(secrets ?? {}, 'PORT') ? {} : { PORT: String(given.port) }),
      ...(heap === undefined ? {} : { NODE_OPTIONS: heap }),
      ...env,
      ...(heap === undefined || typeof options !== 'string' ? {} : { NODE_OPTIONS: `${options} ${heap}`.trim() }),
    },
  };
}

/** Reports variables that say otherwise than `port` and `nodeHeapPercent`. */
export function checkOwnVariables(findings: Findings, { port, nodeHeapPercent, env, secrets }: Given): void {
  const given = env?.['PORT'];
  if (typeof given === 'string' && !given.includes('$(') && given !== String(port))
    findings.add('env "PORT"', {
      code: 'conflict',
      want: `must be port, which is ${shown(port)}, where the Service and the probes reach the application`,
      got: shown(given),
      write: `leave it out, or write port: ${/^\d+$/.test(given) ? given : '8080'}`,
    });
  if (nodeHeapPercent === undefined) return;
  const options: unknown = env?.['NODE_OPTIONS'] ?? secrets?.['NODE_OPTIONS'];
  const isKnown = options === undefined || typeof options === 'string';
  if (!isKnown)
    findings.add('nodeHeapPercent', {
      code: 'conflict',
      want: 'must be left out where NODE_OPTIONS is no text, to which it is added',
      write: 'write one of them',
    });
  else if (heapFlag.test(options ?? ''))
    findings.add('env "NODE_OPTIONS"', {
      code: 'invalid-value',
      want: `must leave the heap to nodeHeapPercent, which is ${shown(nodeHeapPercent)}`,
      got: shown(options),
      write: 'leave --max-old-space-size or nodeHeapPercent out',
    });
}
