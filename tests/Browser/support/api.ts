export { until } from './until';

/** Where the API is and what lets in. */
export interface Site {
  readonly url: string;
  readonly key: string;
}

interface Problem {
  title?: string;
  detail?: string;
}

/** The HTTP API with the key; every call throws with the server's own words where the answer is an error. */
export interface Api {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  put<T>(path: string, body: unknown): Promise<T>;
  delete(path: string): Promise<void>;
}

/** Paths are those behind /api/, such as "runs?limit=10". */
export function apiOf(site: Site): Api {
  const ask = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const headers: Record<string, string> = { 'x-functions-key': site.key };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const response = await fetch(new URL(`/api/${path}`, site.url), { method, headers, body: body === undefined ? null : JSON.stringify(body) });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await words(response)}`);
    return response;
  };
  return {
    get: async <T>(path: string) => (await (await ask('GET', path)).json()) as T,
    post: async <T>(path: string, body?: unknown) => (await (await ask('POST', path, body)).json()) as T,
    put: async <T>(path: string, body: unknown) => (await (await ask('PUT', path, body)).json()) as T,
    delete: async (path: string) => {
      await ask('DELETE', path);
    },
  };
}

async function words(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const problem = JSON.parse(text) as Problem;
    return problem.detail ?? problem.title ?? text;
  } catch {
    return text;
  }
}
