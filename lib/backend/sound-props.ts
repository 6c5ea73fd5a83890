import { Findings } from '../values/findings';
import { optional, Shapes, text } from '../values/shape';
import { soundFields } from '../values/sound-fields';
import { metadataShapes } from '../pods/metadata';
import { adoptionShapes } from './adoption';
import { availabilityShapes } from './availability';
import { networkShapes } from './callers';
import { companionsShapes } from './companions';
import { environmentShapes } from './environment-variables';
import { filesShapes } from './files';
import { healthShapes } from './health';
import { identityShapes } from './identity';
import { jobsShapes } from './jobs';
import { mountsShapes } from './mounts';
import { observabilityShapes } from './observability';
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
  ...adoptionShapes,
  kubernetes: optional(text),
  overrides: overridesShape,
};

/** The props that are made of what they must be; the others are reported. */
export function soundProps(findings: Findings, given: BackendServiceProps): BackendServiceProps {
  return soundFields(findings, shapes, given, {
    of: 'a BackendService',
    write: '{ image, port }',
    otherwise: 'leave it out, or write it in overrides',
  }) as BackendServiceProps;
}
