import { givenCertificate, markServed, writeServed } from '../files/certificate-files';
import { Connections, isRefusal } from '../mongod/connections';
import { memberName } from '../mongod/hosts';

/** Has mongod serve the certificate of the Secret. If mongod refuses it, the one before is put back for the next start. */
export async function renewCertificate(connections: Connections, ordinal: number): Promise<void> {
  const { settings } = connections;
  const { tls } = settings;
  const given = tls === undefined ? undefined : givenCertificate(tls, memberName(settings, ordinal));
  if (tls === undefined || given === undefined || 'problem' in given) return;
  const undo = writeServed(tls, given);
  try {
    await connections.local({ rotateCertificates: 1 });
  } catch (error) {
    if (isRefusal(error)) undo();
    throw error;
  }
  markServed(tls, given);
}
