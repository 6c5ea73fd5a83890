import { isDeepStrictEqual } from 'node:util';
import { field, Fields } from '../../manifests/manifest';
import { isMap } from '../../props/map';
import { health } from '../../backend-service/workload/health';
import { mainPort } from '../../backend-service/workload/ports';
import { decided } from '../../props/schema';
import { Value, Values } from '../program/expression';
import { maps, present, Reading } from './reading';
import { ReadPorts } from './port-props';

const probes = { ready: 'readinessProbe', live: 'livenessProbe', startup: 'startupProbe' } as const;

/** The paths of the fields of a probe that a check says. */
export const checkPaths = [
  ...['path', 'port', 'scheme', 'httpHeaders'].map((name) => ['httpGet', name]),
  ...['tcpSocket', 'grpc', 'exec'].map((name) => [name]),
];

// The defaults of Kubernetes, which a source that states them does not have.
const periodSeconds = 10;
const failures = 3;
const longestTimeout = 5;
const byDefault = decided(health, {});

/** Returns the props of a container's probes. A field that no prop says stays for an override of its probe. */
export function healthProps({ container }: Reading, { nameOf }: ReadPorts, isServed: boolean): Values {
  const checks = Object.entries(probes).map(([name, probe]) => ({
    name,
    probe,
    fields: probeOf(container.see(probe)),
  }));
  const [ready, live, startup] = checks.map(({ probe, fields }) => {
    if (fields === undefined) return undefined;
    const check = checkOf(fields, nameOf, isServed);
    for (const name of ['initialDelaySeconds', 'periodSeconds', 'failureThreshold']) container.take(probe, name);
    if (Number(fields['timeoutSeconds'] ?? 0) <= longestTimeout) container.take(probe, 'timeoutSeconds');
    if (check !== undefined) for (const path of checkPaths) container.take(probe, ...path);
    return check;
  });
  const [ofReady, ofLive, ofStartup] = checks.map(({ fields }) => fields);
  const timeout = Math.max(
    ...checks.map(({ fields }) => Math.min(longestTimeout, Number(fields?.['timeoutSeconds'] ?? 0))),
  );
  const times = {
    timeoutSeconds: timeout > 0 ? timeout : undefined,
    unreadyAfterSeconds: secondsOf(ofReady, 5),
    restartAfterSeconds: secondsOf(ofLive, 10),
  };
  const delay = Math.max(...[ofStartup, ofLive ?? ofReady].map(delayOf));
  const startupSeconds = delay > byDefault.startupSeconds ? delay : undefined;
  if (ready === undefined && live === undefined && startup === undefined) return { startupSeconds };
  // A check that asks what readiness asks would only add restarts: the construct's own takes its place.
  const isRepeated = isDeepStrictEqual(ready, live) || (ready === undefined && isOpenPort(live));
  if (isRepeated) container.take('livenessProbe');
  const given = {
    ready: ready ?? (isServed ? { tcp: mainPort } : undefined),
    live: isRepeated ? undefined : live,
    startup: isDeepStrictEqual(startup, live) || isDeepStrictEqual(startup, ready) ? undefined : startup,
  };
  const { ready: alone, ...others } = present({ ...given, ...times }) ?? {};
  const isAlone = typeof alone === 'string' && Object.keys(others).length === 0;
  return { health: isAlone ? alone : { ready: alone, ...others }, startupSeconds };
}

function probeOf(value: unknown): Fields | undefined {
  // What is read of a probe is read after its fields are taken.
  return isMap(value) ? structuredClone(value) : undefined;
}

/** Returns the check of a probe in the words of `health`: a path alone for one at the main port. `nameOf` returns the name of another port. */
export function checkOf(fields: Fields, nameOf: ReadPorts['nameOf'], isServed: boolean): Value {
  const { httpGet, tcpSocket, grpc, exec } = fields;
  if (isMap(httpGet)) {
    const port = nameOf(httpGet['port']);
    const path = typeof httpGet['path'] === 'string' ? httpGet['path'] : '/';
    const scheme = httpGet['scheme'] as string | undefined;
    const headers = maps(httpGet['httpHeaders']).map(({ name, value = '' }): [string, Value] => [
      String(name),
      value as string,
    ]);
    const more = present({ port, scheme, httpHeaders: present(Object.fromEntries(headers)) });
    return more === undefined && isServed ? path : { path, ...more };
  }
  if (isMap(tcpSocket)) return { tcp: nameOf(tcpSocket['port']) ?? mainPort };
  if (isMap(grpc)) return present({ grpc: grpc['port'] as number, service: grpc['service'] as string | undefined });
  const command = field(exec, 'command');
  return Array.isArray(command) ? { exec: command as string[] } : undefined;
}

function isOpenPort(check: Value): boolean {
  return isDeepStrictEqual(check, { tcp: mainPort });
}

/** Returns the time in which a probe fails for good; undefined if it states neither its period nor its failures. */
function secondsOf(probe: Fields | undefined, least: number): number | undefined {
  const { periodSeconds: period, failureThreshold: threshold } = probe ?? {};
  if (period === undefined && threshold === undefined) return undefined;
  return Math.max(least, Number(period ?? periodSeconds) * Number(threshold ?? failures));
}

/** Returns the time from the container's start in which a probe cannot end it. */
function delayOf(probe: Fields | undefined): number {
  if (probe === undefined) return 0;
  return Number(probe['initialDelaySeconds'] ?? 0) + (secondsOf(probe, 0) ?? periodSeconds * failures);
}
