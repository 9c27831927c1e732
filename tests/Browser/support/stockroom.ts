import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { startHost, type Host } from './host';
import { stock } from './shelves';
import type { Delivery } from './stock';

declare module 'vitest' {
  export interface ProvidedContext {
    stockroom: string;
  }
}

/**
 * Runs beside the tests and outlives each of their files. The product is started when the first test asks for it: a run of other
 * tests does not pay for it.
 */
export default async function open(project: TestProject): Promise<() => Promise<void>> {
  let host: Promise<Host> | undefined;
  let delivery: Promise<Delivery> | undefined;
  const deliver = async (): Promise<Delivery> => {
    host = startHost();
    const ready = await host;
    return { url: ready.url, key: ready.key, session: await ready.session(), shelves: await stock(ready) };
  };
  const door = createServer((_, response) => {
    delivery ??= deliver();
    delivery.then(
      (goods) => response.end(JSON.stringify(goods)),
      (error: unknown) => response.writeHead(500).end(`The stock could not be made: ${String(error)}`),
    );
  });
  await new Promise<void>((listening) => door.listen(0, '127.0.0.1', listening));
  project.provide('stockroom', `http://127.0.0.1:${(door.address() as AddressInfo).port}`);
  return async () => {
    door.close();
    door.closeAllConnections();
    await (await host?.catch(() => undefined))?.stop();
  };
}
