import { agentFiles } from '../../mongo/agent/contract';
import { isLater } from '../../mongo/mongod/release-series';
import { Effect } from '../diff/effect';
import { desiredFormat } from './mongod-release';

/** The agents of a MongoDB set are to raise its data format, after which no older mongod starts on it. */
export const raisesDataFormat: Effect = {
  id: 'raises-data-format',
  isDangerous: true,
  label: 'raises the data format',
  *find({ before, after }) {
    if (before === undefined || after === undefined) return;
    const [was, is] = [desiredFormat(before), desiredFormat(after)];
    if (is === undefined || (was !== undefined && !isLater(is, was))) return;
    const message = `once all members run ${is}, featureCompatibilityVersion is raised to it; after that no older mongod starts on the data`;
    yield { path: ['data', agentFiles.desired], message };
  },
};
