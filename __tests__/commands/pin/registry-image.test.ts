import { registryImage } from '../../../lib/commands/pin/registry-image';

test.each([
  ['mongo:8.0.30', 'docker.io', 'https://registry-1.docker.io', 'library/mongo', '8.0.30'],
  ['docker.io/library/mongo:8.0.30', 'docker.io', 'https://registry-1.docker.io', 'library/mongo', '8.0.30'],
  ['index.docker.io/rclone/rclone:1', 'docker.io', 'https://registry-1.docker.io', 'rclone/rclone', '1'],
  ['ghcr.io/team/api', 'ghcr.io', 'https://ghcr.io', 'team/api', 'latest'],
  [
    'mirror.example.com:8443/hub/library/mongo:8',
    'mirror.example.com:8443',
    'https://mirror.example.com:8443',
    'hub/library/mongo',
    '8',
  ],
  ['localhost:5000/api:1', 'localhost:5000', 'http://localhost:5000', 'api', '1'],
  ['127.0.0.1/api:1', '127.0.0.1', 'http://127.0.0.1', 'api', '1'],
  ['[::1]:5000/api:1', '[::1]:5000', 'http://[::1]:5000', 'api', '1'],
  ['localhost.example.com/api:1', 'localhost.example.com', 'https://localhost.example.com', 'api', '1'],
])('finds the place of %s', (image, registry, server, repository, tag) => {
  expect(registryImage(image)).toEqual({ image, registry, server, repository, tag });
});
