import { isIP } from 'node:net';
import { dnsSubdomainProblem } from '../kubernetes/names';

/** A host that a text has, and its port if the text says it. */
export interface Host {
  readonly name: string;
  readonly port?: string;
  /** The scheme of a URI: `mongodb`; undefined for a host without one. */
  readonly scheme?: string;
}

// The authority may have a user and a password, and several hosts.
const uris = /\b([a-z][a-z0-9+.-]{0,30}):\/\/([^\s/?#"'`<>\\;|]+)/gi;
const filesAlone = /^(?:file|unix|data|ko|docker)$/i;
const addresses = /(?<![\w.@/:-])([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?):(\d{2,5})(?![\w.:-])/gi;
const local = /^(?:localhost|ip6-localhost|host\.docker\.internal)$|\.localhost$|^127\.|^0\.0\.0\.0$|^::1?$/;

/** Returns the hosts of the URIs in a text: of a connection string, each host that it has. No user and no password is returned. */
export function uriHosts(text: string): Host[] {
  return [...text.matchAll(uris)].flatMap(([, scheme = '', authority = '']) => {
    if (filesAlone.test(scheme)) return [];
    // In prose and in files of settings, punctuation may follow.
    const hosts = authority
      .replace(/[).,:!}]+$/, '')
      .slice(authority.lastIndexOf('@') + 1)
      .split(',');
    return hosts.flatMap((host) => hostOf(host, scheme.toLowerCase()));
  });
}

/** Returns the hosts that a text names with a port, and without a scheme: `redis:6379`. */
export function addressHosts(text: string): Host[] {
  return [...text.replace(uris, ' ').matchAll(addresses)].flatMap(([whole]) => hostOf(whole));
}

/** Returns the host that a text is as a whole, with a port or without one. */
export function wholeHost(text: string): Host[] {
  return hostOf(text.trim());
}

function hostOf(text: string, scheme?: string): Host[] {
  const [, name = '', port] = /^(\[[\da-f:]+\]|[^:[\]]+)(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const plain = name
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  const isHost = isIP(plain) !== 0 || (/[a-z]/.test(plain) && dnsSubdomainProblem(plain) === undefined);
  return isHost && !local.test(plain) ? [{ name: plain, port, ...(scheme === undefined ? {} : { scheme }) }] : [];
}

/** Tells whether a name without a scheme can be one of the internet or of a private network: `db.example.com`, not `main.js`. */
export function isQualified(name: string): boolean {
  return (
    isIP(name) !== 0 ||
    (/^[^.]+(?:\.[^.]+)*\.[a-z]{2,}$/.test(name) &&
      !/\.(?:[cm]?js|ts|py|sh|ya?ml|json|conf|cfg|ini|txt|jar|php|html?|toml|xml|crt|key|pem|sock|log|so)$/.test(name))
  );
}
