import { Findings, shown } from '../findings/findings';
import { imageProblem, imageRegistry } from '../kubernetes/image';
import { optional, Shapes, text } from '../props/shape';

/** The registry that images are pulled from. */
export interface RegistryProps {
  /**
   * The mirror of Docker Hub that all images of `docker.io` are pulled from, the default ones included: a host, and the path under which
   * it has them, such as `mirror.example.com` or `harbor.example.com/dockerhub`. Images of other registries are pulled as they are named.
   * @default - none: images are pulled from `docker.io`
   */
  readonly registry?: string;
}

export const registryShapes: Shapes<RegistryProps> = { registry: optional(text) };

const dockerHub = ['docker.io', 'index.docker.io', 'registry-1.docker.io'];

/** An image as the mirror has it: `docker.io/library/mongo:8.0.30` is `mirror.example.com/library/mongo:8.0.30`. */
export function mirrored(image: string, { registry }: RegistryProps): string {
  if (registry === undefined || imageProblem(image) !== undefined) return image;
  const host = imageRegistry(image);
  if (host !== undefined && !dockerHub.includes(host)) return image;
  const path = host === undefined ? image : image.slice(host.length + 1);
  // Docker Hub's own name for the official images, which have none.
  return `${registry}/${path.includes('/') ? path : `library/${path}`}`;
}

/** Reports a mirror that no image can be pulled from. */
export function checkRegistry(findings: Findings, { registry }: RegistryProps): void {
  if (registry === undefined) return;
  const image = `${registry}/library/mongo:1.0.0`;
  if (imageProblem(image) !== undefined || imageRegistry(image) === undefined)
    findings.add('registry', {
      code: 'conflict',
      want: "must be a registry's host with or without a path",
      got: shown(registry),
      write: 'write "mirror.example.com"',
    });
}
