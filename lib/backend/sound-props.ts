import { Findings } from '../values/findings';
import { optional, Shapes, shapesFrom, text } from '../values/shape';
import { soundFields } from '../values/sound-fields';
import { metadataShapes } from '../pods/metadata';
import { adoptionShapes } from './adoption';
import { availabilityShapes } from './availability';
import { networkShapes } from './callers';
import { companionsShapes } from './companions';
import { environmentShapes } from './environment-variables';
import { filesShapes } from './files';
import { health } from './health';
import { identityShapes } from './identity';
import { jobsShapes } from './jobs';
import { mounts } from './mounts';
import { observabilityShapes } from './observability';
import { portsShapes } from './ports';
import { overridesShape } from '../overrides/overrides';
import { BackendServiceProps, containerShapes, overridableGroups, overridableObjects } from './props';
import { rollout } from './rollout';
import { routesShapes } from './routes';
import { scaleShapes } from './scale';
import { serviceShapes } from './service';
import { sizingShapes } from './sizing';

const shapes: Shapes<BackendServiceProps> = {
  ...containerShapes,
  ...portsShapes,
  ...scaleShapes,
  ...availabilityShapes,
  ...shapesFrom(rollout.entries),
  ...shapesFrom(health.entries),
  ...sizingShapes,
  ...identityShapes,
  ...environmentShapes,
  ...filesShapes,
  ...shapesFrom(mounts.entries),
  ...companionsShapes,
  ...jobsShapes,
  ...serviceShapes,
  ...routesShapes,
  ...networkShapes,
  ...observabilityShapes,
  ...metadataShapes,
  ...adoptionShapes,
  kubernetes: optional(text),
  overrides: overridesShape(overridableObjects, overridableGroups),
};

// Stand in for required props that were reported, so that nothing else is reported for the lack of them.
const placeholders = { image: 'reported:1', port: 8080 };

/** Returns the props that have the right type; the others are reported and left out. */
export function soundProps(findings: Findings, given: BackendServiceProps): BackendServiceProps {
  const sound = soundFields(findings, shapes, given, {
    of: 'a BackendService',
    write: '{ image, port }',
    otherwise: 'leave it out, or write it in overrides',
    synonyms: {
      containerPort: 'port',
      secret: 'secrets',
      probes: 'health',
      readinessProbe: 'health',
      livenessProbe: 'health',
    },
  });
  return { ...placeholders, ...sound };
}
