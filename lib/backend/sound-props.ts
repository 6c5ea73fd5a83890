import { Findings, shown } from '../values/findings';
import { map, optional, Shapes, text } from '../values/shape';
import { availabilityShapes } from './availability';
import { companionsShapes } from './companions';
import { environmentShapes } from './environment-variables';
import { filesShapes } from './files';
import { healthShapes } from './health';
import { identityShapes } from './identity';
import { jobsShapes } from './jobs';
import { metadataShapes } from './metadata';
import { mountsShapes } from './mounts';
import { observabilityShapes } from './observability';
import { networkShapes } from './peers';
import { portsShapes } from './ports';
import { BackendServiceProps, containerShapes, overridesShape } from './props';
import { rolloutShapes } from './rollout';
import { routesShapes } from './routes';
import { scaleShapes } from './scale';
import { serviceShapes } from './service';
import { sizingShapes } from './sizing';

const shapes: Shapes<BackendServiceProps> = {
  ...containerShapes,
  ...portsShapes,
  ...scaleShapes,
  ...availabilityShapes,
  ...rolloutShapes,
  ...healthShapes,
  ...sizingShapes,
  ...identityShapes,
  ...environmentShapes,
  ...filesShapes,
  ...mountsShapes,
  ...companionsShapes,
  ...jobsShapes,
  ...serviceShapes,
  ...routesShapes,
  ...networkShapes,
  ...observabilityShapes,
  ...metadataShapes,
  kubernetes: optional(text),
  overrides: overridesShape,
};

/**
 * The props that are made of what they must be. Every other one, and every one that is none, is reported and left out, so that what
 * reads them meets nothing that it does not expect, whoever wrote them.
 */
export function soundProps(findings: Findings, given: BackendServiceProps): BackendServiceProps {
  const misfit = map.misfit(given);
  if (misfit !== undefined) findings.add('props', `${misfit.problem}; write { image, port }`);
  const sound: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(misfit === undefined ? given : {}) as [string, unknown][]) {
    const wrong = Object.hasOwn(shapes, name)
      ? shapes[name as keyof BackendServiceProps].misfit(value)
      : { at: '', problem: `is no prop of a BackendService; ${suggestion(name)}` };
    if (wrong === undefined) sound[name] = value;
    else findings.add(name + wrong.at, wrong.problem);
  }
  return sound as unknown as BackendServiceProps;
}

function suggestion(name: string): string {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]|s$/g, '');
  const near = Object.keys(shapes).find((known) => plain(known) === plain(name));
  return near === undefined ? 'leave it out, or write it in overrides' : `write ${shown(near)}`;
}
