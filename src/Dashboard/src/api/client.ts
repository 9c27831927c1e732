import { storedKey } from './key';
import { ApiError, type Problem } from './problem';
import { apiRoot } from './root';

export type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>;

/** A page of a list; `continuation` fetches the next one. */
export interface Page<T> {
  items: T[];
  continuation: string | null;
}

const API_ROOT = apiRoot(location.pathname);

/** "runs" + {limit: 10, model: null} -> "/api/runs?limit=10" */
export function address(path: string, query: Query = {}): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    parts.append(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  const text = parts.toString();
  return `${API_ROOT}${path}${text ? `?${text}` : ''}`;
}

/** A part of a path, such as an id. */
export const part = encodeURIComponent;

/** Hears of it when the product no longer knows who asks. */
export const signedOut = new EventTarget();

export interface Asked {
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

export const api = {
  get: <T>(path: string, query?: Query, asked?: Asked) => json<T>('GET', path, query, undefined, asked),
  post: <T>(path: string, body?: unknown, query?: Query, asked?: Asked) => json<T>('POST', path, query, body, asked),
  put: <T>(path: string, body?: unknown, query?: Query, asked?: Asked) => json<T>('PUT', path, query, body, asked),
  delete: <T>(path: string, query?: Query, asked?: Asked) => json<T>('DELETE', path, query, undefined, asked),
  /** A body that is not JSON: a CSV file, an archive. */
  send: async <T>(path: string, body: Blob | string, headers: Record<string, string>, query?: Query) =>
    read<T>(await ask('POST', address(path, query), headers, body)),
  /** Text as it comes, with its headers. */
  raw: (path: string, query?: Query, body?: unknown) => (
    body === undefined ? ask('GET', address(path, query), {}) : ask('POST', address(path, query), { 'content-type': 'application/json' }, JSON.stringify(body))
  ),
};

async function json<T>(method: string, path: string, query: Query | undefined, body: unknown, asked: Asked = {}): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json', ...asked.headers };
  if (body !== undefined) headers['content-type'] = 'application/json';
  return read<T>(await ask(method, address(path, query), headers, body === undefined ? undefined : JSON.stringify(body), asked.signal));
}

async function read<T>(response: Response): Promise<T> {
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function ask(method: string, url: string, headers: Record<string, string>, body?: BodyInit, signal?: AbortSignal): Promise<Response> {
  const key = storedKey();
  const init: RequestInit = { method, headers: key ? { ...headers, 'x-functions-key': key } : headers, credentials: 'same-origin' };
  if (body !== undefined) init.body = body;
  if (signal) init.signal = signal;
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, 'The product does not answer. Is it running? Start it again with ./run or any ./st command.');
  }
  if (response.ok) return response;
  if (response.status === 401) signedOut.dispatchEvent(new Event('signed-out'));
  throw await errorOf(response);
}

async function errorOf(response: Response): Promise<ApiError> {
  const problem = await problemOf(response);
  const detail = problem.detail ?? problem.title ?? `The product answered ${response.status} without words.`;
  return new ApiError(response.status, detail, problem.errors ?? []);
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem;
  } catch {
    return {};
  }
}
