import { Effect } from './diff/effect';
import { blocksDrains } from './effects/blocks-drains';
import { changesImmutableField } from './effects/changes-immutable-field';
import { changesSelector } from './effects/changes-selector';
import { deletesData } from './effects/deletes-data';
import { loosensSecurity } from './effects/loosens-security';
import { needsRestart } from './effects/needs-restart';
import { opensToInternet } from './effects/opens-to-internet';
import { replacesVolumeClaim } from './effects/replaces-volume-claim';
import { restartsPods } from './effects/restarts-pods';
import { runsJob } from './effects/runs-job';
import { scalesDown } from './effects/scales-down';
import { stillInUse } from './effects/still-in-use';
import { stopsPods } from './effects/stops-pods';
import { stopsServing } from './effects/stops-serving';

/** Every effect, the gravest first. */
export const effects: readonly Effect[] = [
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
