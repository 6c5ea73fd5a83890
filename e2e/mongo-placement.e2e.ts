import { PodsProps } from '../lib';
import { story } from './evidence';
import { waitFor } from './kubectl';
import { DumpedSet } from './mongo-dumps';
import { longStory } from './tiers';

const stated = '{"runAsNonRoot":true,"seccompProfile":{"type":"RuntimeDefault"}}';
const assigned = { runAsUser: 1000660000, fsGroup: 1000660000 };

/** A set on a platform that assigns users: OpenShift's `restricted-v2` states a user and a file system group where a pod states none. */
class AssignedSet extends DumpedSet {
  protected override adapted(manifests: string): string {
    return manifests.replaceAll(stated, JSON.stringify({ ...(JSON.parse(stated) as object), ...assigned }));
  }
}

const placed: PodsProps = {
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  tolerations: [{ key: 'databases', operator: 'Exists' }],
  tolerationSeconds: 60,
  podLabels: { tier: 'data' },
  egressTo: [{ cidr: '192.0.2.10/32', ports: [5696] }],
};
const sets = {
  1000650000: new DumpedSet('mongo-user', () => ({ size: '1Gi' }), { ...placed, runAsUser: 1000650000 }),
  1000660000: new AssignedSet('mongo-assigned', () => ({ size: '1Gi' }), { ...placed, runAsUser: 'assigned' }),
};

longStory(
  'A set of another user than the image’s',
  () => {
    for (const [user, dumped] of Object.entries(sets)) {
      const { set } = dumped;
      const step = story(dumped.namespace);
      afterAll(() => set.delete(), 60_000);

      step(`runs as ${user}, with a keyfile that is this user's alone`, async () => {
        await set.makeSecrets();
        await dumped.apply();
        await waitFor('a ready member', 120, () => set.settledReplicas());
        const seen = await set.kubectl('exec mongo-0 -c agent -- stat -c %a:%u /proc/1 /run/mongo/keyfile');
        expect(seen.trim().split('\n')).toEqual([`555:${user}`, `400:${user}`]);
      });

      step(`is dumped and restored as ${user}`, async () => {
        await dumped.fill();
        const contents = await dumped.contents();
        await dumped.start('mongo-backup', 'dump');
        expect(await dumped.end('dump')).toMatchObject({ succeeded: true });
        await dumped.lose();
        const restore = await dumped.apply({ dump: 'latest' });
        expect(await dumped.end(restore, 150)).toMatchObject({ succeeded: true });
        expect(await dumped.contents()).toEqual(contents);
      });
    }
  },
  2,
);
