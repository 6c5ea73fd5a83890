import { load } from 'js-yaml';
import { field, KubernetesManifest, textField } from '../../manifests/manifest';
import { Effect } from '../diff/effect';

const file = 'mongod.conf';

/** The members of a MongoDB set no longer run JavaScript for clients, so that queries which contain some fail. */
export const stopsJavascript: Effect = {
  id: 'stops-javascript',
  isDangerous: true,
  label: 'stops JavaScript in queries',
  *find({ before, after }) {
    if (!runsJavascript(before) || runsJavascript(after) !== false) return;
    const message =
      'after their restart the members refuse $where, $function, $accumulator and mapReduce; for clients that need them, write ' +
      'mongod: { options: { "security.javascriptEnabled": true } }';
    yield { path: ['data', file], message };
  },
};

/** Tells whether mongod runs JavaScript by the settings in a ConfigMap; undefined for an object without settings of mongod. */
function runsJavascript(manifest: KubernetesManifest | undefined): boolean | undefined {
  if (manifest?.kind !== 'ConfigMap') return undefined;
  const text = textField(manifest, 'data', file);
  if (text === undefined) return undefined;
  try {
    return field(load(text), 'security', 'javascriptEnabled') !== false;
  } catch {
    return undefined;
  }
}
