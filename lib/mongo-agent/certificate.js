// @ts-check
'use strict';

const { createPrivateKey, X509Certificate } = require('crypto');

/** @typedef {{ certificate: string, key: string, authority: string }} CertificateFiles the texts of tls.crt, tls.key and ca.crt */

const usages = { 'server auth': '1.3.6.1.5.5.7.3.1', 'client auth': '1.3.6.1.5.5.7.3.2' };
const longestChain = 8;

/**
 * Why a member could not be known by a certificate, neither as a server nor as a client of the other members; undefined if it can.
 * @param {CertificateFiles} files
 * @param {string} host the member's name
 * @param {Date} now
 * @returns {string | undefined}
 */
function certificateProblem({ certificate, key, authority }, host, now) {
  const chain = certificatesOf(certificate);
  const authorities = certificatesOf(authority);
  const [leaf] = chain;
  if (leaf === undefined) return 'tls.crt must be a certificate in PEM';
  if (authorities.length === 0) return 'ca.crt must be certificates in PEM';
  if (!isKeyOf(leaf, key)) return 'tls.key must be the private key of tls.crt, in PEM without a passphrase';
  if (now > new Date(leaf.validTo)) return `tls.crt ended on ${leaf.validTo}`;
  if (now < new Date(leaf.validFrom)) return `tls.crt begins on ${leaf.validFrom}`;
  if (leaf.checkHost(host) === undefined) return `tls.crt must be for ${host}, got ${leaf.subjectAltName ?? 'no name'}`;
  const missing = Object.entries(usages).filter(([, usage]) => leaf.keyUsage?.includes(usage) === false);
  if (missing.length > 0) return `tls.crt must have the usage ${missing.map(([name]) => name).join(' and ')}`;
  return isSigned(leaf, chain, authorities) ? undefined : 'tls.crt must be signed by a root certificate in ca.crt';
}

/**
 * @param {string} text
 * @returns {X509Certificate[]} none if one of them is none
 */
function certificatesOf(text) {
  try {
    const parts = text.match(/-----BEGIN CERTIFICATE-----[^]+?-----END CERTIFICATE-----/g) ?? [];
    return parts.map((part) => new X509Certificate(part));
  } catch {
    return [];
  }
}

/**
 * @param {X509Certificate} certificate
 * @param {string} key
 */
function isKeyOf(certificate, key) {
  try {
    return certificate.checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

/**
 * Mongod follows a chain to its root, and takes no part of it for granted.
 * @param {X509Certificate} leaf
 * @param {X509Certificate[]} chain
 * @param {X509Certificate[]} authorities
 */
function isSigned(leaf, chain, authorities) {
  let signed = leaf;
  for (let length = 0; length < longestChain; length += 1) {
    if (authorities.includes(signed) && isSignedBy(signed, signed)) return true;
    const issuer = [...authorities, ...chain].find((other) => other !== signed && isSignedBy(signed, other));
    if (issuer === undefined) return false;
    signed = issuer;
  }
  return false;
}

/**
 * @param {X509Certificate} certificate
 * @param {X509Certificate} issuer
 */
function isSignedBy(certificate, issuer) {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

module.exports = { certificateProblem };
