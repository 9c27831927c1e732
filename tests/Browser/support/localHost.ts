import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { endGroup, guard } from './guard';
import type { Host, HostOptions } from './host';
import { program, ROOT } from './paths';
import { redeem, type Session } from './session';

const READY = /^sign in: (\S+)/;
const START_LIMIT = 120_000;
const STOP_LIMIT = 30_000;
const LAST_LINES = 30;

type Running = ChildProcessByStdio<null, Readable, Readable>;

/** One product of its own, as ./run starts it. */
export class LocalHost implements Host {
  readonly url: string;
  readonly dataFolder: string;
  key = '';
  private link = '';
  private signedIn: Promise<Session> | undefined;
  private child: Running | undefined;
  private group: number | undefined;
  private dismiss: (() => void) | undefined;

  constructor(
    private readonly folder: string,
    private readonly ports: readonly number[],
    private readonly options: HostOptions,
  ) {
    this.url = `http://127.0.0.1:${ports[0]}`;
    this.dataFolder = join(folder, 'data');
  }

  signInLink(): string {
    return this.link;
  }

  session(): Promise<Session> {
    this.signedIn ??= redeem(this.link);
    return this.signedIn;
  }

  async start(): Promise<void> {
    const child = this.spawn();
    this.child = child;
    this.group = child.pid;
    if (this.group !== undefined) this.dismiss = guard(this.group, this.folder);
    this.signedIn = undefined;
    try {
      this.link = await this.ready(child);
      const keys = JSON.parse(await readFile(join(this.dataFolder, 'keys.json'), 'utf8')) as { host_key: string };
      this.key = keys.host_key;
    } catch (error) {
      await this.end('SIGKILL');
      throw error;
    }
  }

  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  async restart(): Promise<void> {
    await this.end('SIGTERM');
    await this.start();
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
    // The emulator of a killed host may still be saving.
    endGroup(this.group);
    await rm(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  /** As the leader of a process group, so that all it starts can be ended with it. */
  private spawn(): Running {
    const [port, ...azurite] = this.ports;
    return spawn('dotnet', [program('LocalHost'), ...(this.options.demo === true ? [] : ['--no-demo'])], {
      cwd: ROOT,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...this.options.environment,
        ST_ROOT: ROOT,
        ST_PORT: String(port),
        ST_AZURITE_PORTS: azurite.join(','),
        ST_DATA: this.dataFolder,
      },
    });
  }

  /** The sign-in link, which is the last that the product says when it is ready. */
  private async ready(child: Running): Promise<string> {
    const said: string[] = [];
    let limit: NodeJS.Timeout | undefined;
    try {
      return await new Promise<string>((found, failed) => {
        const fail = (what: string) => failed(new Error(`The product ${what}. What it said last:\n${said.slice(-LAST_LINES).join('\n')}`));
        const listen = (line: string) => {
          said.push(line);
          const link = READY.exec(line)?.[1];
          if (link !== undefined) found(link);
        };
        limit = setTimeout(() => fail(`was not ready after ${START_LIMIT / 1000} s`), START_LIMIT);
        child.once('error', (error) => fail(`did not start (${error.message})`));
        child.once('close', (code) => fail(`ended with exit code ${code} instead of starting`));
        createInterface({ input: child.stdout }).on('line', listen);
        createInterface({ input: child.stderr }).on('line', listen);
      });
    } finally {
      clearTimeout(limit);
    }
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      child.kill(signal);
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT);
      await gone;
      clearTimeout(late);
    }
    this.dismiss?.();
    this.dismiss = undefined;
  }
}
