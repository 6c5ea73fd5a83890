import { agentFiles } from '../../mongo/agent/contract';
import { field, KubernetesManifest } from '../../manifests/manifest';
import { desiredState } from '../../prerequisites/desired-state';
import { Effect } from '../diff/effect';

/** The members of a MongoDB set lose the hosts by which clients outside of the cluster find them, or get other ones. */
export const cutsOffClients: Effect = {
  id: 'cuts-off-clients',
  isDangerous: true,
  label: 'cuts off clients outside',
  *find({ before, after }) {
    if (before === undefined || after === undefined) return;
    const [was, is] = [outsideHosts(before), outsideHosts(after)];
    const path = ['data', agentFiles.desired];
    if (is.length === 0 && was.length > 0)
      yield { path, message: 'drivers outside are told the names inside, and find no member until they restart' };
    // A member that is added or removed changes no host of the others.
    else if (is.some((host, ordinal) => ordinal < was.length && host !== was[ordinal]))
      yield {
        path,
        message: 'drivers outside take over the new hosts at once, which must lead to the members already',
      };
  },
};

function outsideHosts(manifest: KubernetesManifest): readonly unknown[] {
  const hosts = field(desiredState(manifest), 'topology', 'outside');
  return Array.isArray(hosts) ? hosts : [];
}
