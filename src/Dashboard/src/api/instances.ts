import { api, part, type Page } from './client';

/** A durable orchestration, as the portal shows it. */
export interface Instance {
  instance_id: string;
  name: string;
  state: string;
  created: string;
  updated: string;
  custom_status: unknown;
}

export interface InstanceDetails extends Instance {
  input: unknown;
  output: unknown;
  failure: string | null;
}

export const INSTANCE_STATES = ['pending', 'running', 'suspended', 'completed', 'failed', 'terminated'];

export const instances = {
  page: (query: { state?: string; prefix?: string; continuation?: string | undefined }, signal?: AbortSignal) =>
    api.get<Page<Instance>>('instances', { limit: 50, ...query }, signal ? { signal } : {}),
  one: (id: string, signal?: AbortSignal) => api.get<InstanceDetails>(`instances/${part(id)}`, {}, signal ? { signal } : {}),
};
