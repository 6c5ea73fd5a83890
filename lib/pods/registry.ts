import { Problem, quoted } from '../findings/problem';
import { dockerHubName, imageProblem, imageRegistry } from '../kubernetes/image';
import { object } from '../props/object';
import { string } from '../props/scalar';
import { optional, Props, PropsOf } from '../props/schema';

/** The prop of the registry that images are pulled from. */
export const registry = object({
  /**
   * The mirror of Docker Hub that all images of `docker.io` are pulled from, the default ones included: a host, and the path of the
   * images there, such as `mirror.example.com` or `harbor.example.com/dockerhub`. Images of other registries are pulled by their name.
   * @default - none: images are pulled from `docker.io`
   */
  registry: optional(string({ check: registryProblem })),
});

/** The prop of the registry, as a program writes it. */
export interface RegistryProps extends PropsOf<typeof registry>, Props {}

/** Returns an image by its name in the mirror: `docker.io/library/mongo:8.0.30` is `mirror.example.com/library/mongo:8.0.30`. */
export function mirrored(image: string, { registry: mirror }: RegistryProps): string {
  if (mirror === undefined || imageProblem(image) !== undefined) return image;
  const name = dockerHubName(image);
  return name === undefined ? image : `${mirror}/${name}`;
}

function registryProblem(mirror: string): Problem | undefined {
  const image = `${mirror}/library/mongo:1.0.0`;
  if (imageProblem(image) === undefined && imageRegistry(image) !== undefined) return undefined;
  const want = "must be a registry's host with or without a path";
  return { code: 'invalid-format', want, got: quoted(mirror), write: 'write "mirror.example.com"' };
}
