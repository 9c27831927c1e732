import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Site } from './api';
import { LocalHost } from './localHost';
import { freePorts } from './ports';
import type { Session } from './session';

export interface HostOptions {
  /** Train the demo where nothing is stored yet. Default false: a test begins with an empty store. */
  demo?: boolean;
  /** Settings of the product, as environment variables. */
  environment?: Record<string, string>;
}

/** The product with storage of its own. */
export interface Host extends Site {
  readonly dataFolder: string;
  /** The link that the last start has shown; it lets one browser in, once. */
  signInLink(): string;
  /** A browser's session, for which the link is used up. The same one until the host ends. */
  session(): Promise<Session>;
  /** As a crash: the host ends at once, its storage stays. */
  kill(): Promise<void>;
  /** Ends it, unless it has ended, and starts it on the same storage. Sessions are gone, there is a new link. */
  restart(): Promise<void>;
  /** Ends it in order and removes all that it stored. */
  stop(): Promise<void>;
}

/** Starts the product on free ports, with storage in a temporary folder, and waits until it is ready. */
export async function startHost(options: HostOptions = {}): Promise<Host> {
  const folder = await mkdtemp(join(tmpdir(), 'st-browser-'));
  const host = new LocalHost(folder, await freePorts(4), options);
  try {
    await host.start();
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return host;
}
