import { request as httpRequest } from 'node:http';
import { RequestOptions, request as httpsRequest } from 'node:https';

/** A request to a server of the cluster. */
export interface Request extends RequestOptions {
  readonly protocol: 'http:' | 'https:';
  readonly body?: object;
}

/** The answer to a request. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Sends a request, and resolves with its whole answer within the given time. `server` names the server in the error of a late one. */
export function send({ body: object, ...options }: Request, server: string, seconds: number): Promise<Answer> {
  const signal = AbortSignal.timeout(seconds * 1000);
  return new Promise((resolve, reject) => {
    const refuse = (error: Error) => {
      reject(signal.aborted ? new Error(`${server} did not answer within ${seconds} s`) : error);
    };
    const start = options.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = start({ ...options, signal }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (body += part));
      response.on('error', refuse);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body });
      });
    });
    request.on('error', refuse);
    request.end(object === undefined ? undefined : JSON.stringify(object));
  });
}
