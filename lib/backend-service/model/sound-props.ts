import { Findings } from '../../findings/findings';
import { optional, Shapes, shapesFrom, text } from '../../props/shape';
import { soundFields } from '../../props/sound-fields';
import { metadataShapes } from '../../pods/metadata';
import { adoptionShapes } from '../workload/adoption';
import { availabilityShapes } from '../workload/availability';
import { networkShapes } from '../network/callers';
import { companionsShapes } from './companions';
import { environmentShapes } from '../config/environment-variables';
import { filesShapes } from '../config/files';
import { health } from '../workload/health';
import { identityShapes } from '../workload/identity';
import { jobsShapes } from '../workload/jobs';
import { mounts } from '../config/mounts';
import { observabilityShapes } from '../workload/observability';
import { portsShapes } from '../workload/ports';
import { overridesShape } from '../../construct/overrides';
import { BackendServiceProps, containerShapes, overridableGroups, overridableObjects } from './props';
import { rollout } from '../workload/rollout';
import { routesShapes } from '../network/routes';
import { scaleShapes } from '../workload/scale';
import { serviceShapes } from '../network/service';
import { sizingShapes } from '../workload/sizing';

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
