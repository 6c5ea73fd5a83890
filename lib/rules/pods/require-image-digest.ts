import { counted } from '../../findings/counted';
import { quoted } from '../../findings/problem';
import { undigestedProblem } from '../../kubernetes/image';
import { KubernetesManifest } from '../../manifests/manifest';
import { placedImages } from '../../manifests/pod-template';
import { remembered } from '../../manifests/remembered';
import { groupedBy } from '../../props/map';
import { ignores, Rule } from '../rule';

const id = 'require-image-digest';

/**
 * An image without a digest is whatever its tag means when a node pulls it. Each image is reported once, in the first object that has it
 * and does not opt out.
 */
export const requireImageDigest: Rule = {
  id,
  summary: 'Every image has a digest',
  why: 'the registry may have another image behind the tag tomorrow, and then nodes run different ones',
  level: 'note',
  acrossObjects: true,
  *check(object, objects) {
    for (const { path, value } of placedImages(object)) {
      const image = value as string;
      const uses = usesByImage(objects).get(image) ?? [];
      if (uses[0]?.path !== path || undigestedProblem(image) !== undefined) continue;
      const more = new Set(uses.map((use) => use.object)).size - 1;
      const also = more === 0 ? '' : `, here and in ${counted(more, 'more object')}`;
      const write = `write ${quoted(`${image}@sha256:…`)}, as setDefaults does with the digests of npx cdk8s-backend pin`;
      yield { path, want: `must have a digest${also}`, got: quoted(image), write };
    }
  },
};

const usesByImage = remembered((objects: readonly KubernetesManifest[]) =>
  groupedBy(
    objects
      .filter((object) => !ignores(object, id))
      .flatMap((object) => placedImages(object).map(({ path, value }) => ({ object, path, image: value as string }))),
    ({ image }) => [image],
  ),
);
