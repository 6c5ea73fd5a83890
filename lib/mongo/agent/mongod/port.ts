import { connect } from 'node:net';

/** Returns a port's answer to a TCP connection within the given time. */
export function probePort(host: string, seconds: number): Promise<'open' | 'closed' | 'silent'> {
  const colon = host.lastIndexOf(':');
  return new Promise((resolve) => {
    const socket = connect({ host: host.slice(0, colon), port: Number(host.slice(colon + 1)) });
    const end = (answer: 'open' | 'closed' | 'silent') => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(end, seconds * 1000, 'silent');
    socket.on('connect', () => {
      end('open');
    });
    socket.on('error', () => {
      end('closed');
    });
  });
}
