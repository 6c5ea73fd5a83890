import { dockerHubName, imageParts, imageRegistry } from '../../kubernetes/image';

/** The place of an image: its registry, and its name and tag there. */
export interface RegistryImage {
  /** The image as it is rendered. */
  readonly image: string;
  /** The name of the registry, under which `docker login` has credentials: `docker.io`, `ghcr.io`, `localhost:5000`. */
  readonly registry: string;
  /** The address of the registry: `https://registry-1.docker.io`. A registry of this machine has no TLS, as docker assumes. */
  readonly server: string;
  /** The name in the registry: `library/mongo`. */
  readonly repository: string;
  /** The tag; `latest` if the image has none. */
  readonly tag: string;
}

/** Returns the place of an image without a digest. */
export function registryImage(image: string): RegistryImage {
  const { repository, tag = 'latest' } = imageParts(image);
  const hubName = dockerHubName(repository);
  if (hubName !== undefined)
    return { image, registry: 'docker.io', server: 'https://registry-1.docker.io', repository: hubName, tag };
  const registry = imageRegistry(image) ?? '';
  const server = `${isThisMachine(registry) ? 'http' : 'https'}://${registry}`;
  return { image, registry, server, repository: repository.slice(registry.length + 1), tag };
}

/** Tells whether a host, with or without a port, is this machine. */
export function isThisMachine(host: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/.test(host);
}
