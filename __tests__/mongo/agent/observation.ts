import { Observation } from '../../../lib/mongo/agent/observation';

/** The observation of the primary of three members that are as desired, but for what is given. */
export function observation(given: Partial<Observation> = {}): Observation {
  return {
    ordinal: 0,
    replicas: 3,
    state: 'primary',
    listed: true,
    lostSeconds: 0,
    members: [0, 1, 2].map((ordinal) => ({
      host: `host-${ordinal}`,
      ordinal,
      state: ordinal === 0 ? 'PRIMARY' : 'SECONDARY',
    })),
    peers: {},
    users: [],
    compatibility: undefined,
    ...given,
  };
}
