import { Construct } from 'constructs';
import { BackendService } from '../../lib';

/** Adds a Redis that is a cache: one pod without a disk. Above 64 MB it evicts what was not used for longest; a restart empties it. */
export function redisCache(scope: Construct, id: string): BackendService {
  return new BackendService(scope, id, {
    image: 'docker.io/library/redis:8.8.0',
    args: ['redis-server', '--save', '', '--maxmemory', '64mb', '--maxmemory-policy', 'allkeys-lru'],
    port: 6379,
    servicePort: 6379,
    replicas: 1,
    strategy: 'Recreate',
    size: 's',
  });
}
