import { once } from 'node:events';
import { IncomingMessage, request as httpRequest } from 'node:http';
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
export async function send({ body, ...options }: Request, server: string, seconds: number): Promise<Answer> {
  const signal = AbortSignal.timeout(seconds * 1000);
  const start = options.protocol === 'https:' ? httpsRequest : httpRequest;
  const request = start({ ...options, signal });
  // A connection that breaks off after the head of the answer fails the reading of its body as well.
  request.on('error', () => undefined);
  request.end(body && JSON.stringify(body));
  try {
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    let text = '';
    for await (const part of response.setEncoding('utf8')) text += part as string;
    return { status: response.statusCode ?? 0, body: text };
  } catch (error) {
    throw signal.aborted ? new Error(`${server} did not answer within ${seconds} s`) : error;
  }
}
