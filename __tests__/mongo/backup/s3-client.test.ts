import { downloadStep, markStep, s3Container, uploadStep } from '../../../lib/mongo/backup/s3-client';
import { s3 } from './s3-storage';

const storage = s3({ prefix: 'shop' });

test.each([
  ['uploads a dump', uploadStep('mongo', 7), 'sh /backup/upload.sh', { SET: 'mongo', KEEP: '7' }],
  [
    'downloads a dump',
    downloadStep('mongo', 'latest', 'mongo-1.restored'),
    'sh /backup/download.sh',
    { FROM: 'mongo', DUMP: 'latest', MARK: 'mongo-1.restored' },
  ],
  [
    'keeps the mark of a restore',
    markStep('mongo-1.restored', storage),
    'rclone copyto /dumps/mongo-1.restored dumps:shop-dumps/shop/mongo-1.restored',
    {},
  ],
])('%s', (_, step, command, variables) => {
  const container = s3Container(step, storage, { resources: {} });
  const env = Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value]));
  expect(container.command?.join(' ')).toBe(command);
  expect(env).toMatchObject({ DUMPS: '/dumps', REMOTE: 'dumps:shop-dumps/shop', ...variables });
});

test('runs from the given image of the client', () => {
  const step = uploadStep('mongo', 7);
  const image = 'registry.example.com/rclone:1.75.1';
  expect(s3Container(step, s3({ image }), { resources: {} }).image).toBe(image);
  expect(s3Container(step, storage, { resources: {} }).image).toBe('docker.io/rclone/rclone:1.75.1');
});
