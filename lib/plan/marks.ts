import { Mark } from './diff/mark';
import { blocksDrains } from './marks/blocks-drains';
import { changesImmutableField } from './marks/changes-immutable-field';
import { changesSelector } from './marks/changes-selector';
import { deletesData } from './marks/deletes-data';
import { loosensSecurity } from './marks/loosens-security';
import { needsRestart } from './marks/needs-restart';
import { opensToInternet } from './marks/opens-to-internet';
import { replacesVolumeClaim } from './marks/replaces-volume-claim';
import { restartsPods } from './marks/restarts-pods';
import { runsJob } from './marks/runs-job';
import { scalesDown } from './marks/scales-down';
import { stillInUse } from './marks/still-in-use';
import { stopsPods } from './marks/stops-pods';
import { stopsServing } from './marks/stops-serving';

/** Every mark, the gravest first. */
export const marks: readonly Mark[] = [
  deletesData,
  stillInUse,
  replacesVolumeClaim,
  changesSelector,
  changesImmutableField,
  opensToInternet,
  loosensSecurity,
  stopsPods,
  stopsServing,
  blocksDrains,
  runsJob,
  scalesDown,
  restartsPods,
  needsRestart,
];
