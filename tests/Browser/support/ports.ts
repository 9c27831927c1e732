import { createServer, type AddressInfo, type Server } from 'node:net';

/** Ports of 127.0.0.1 that nobody listens on now. All are held until the last is known, so they differ. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listen));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

function listen(): Promise<Server> {
  return new Promise((listening, failed) => {
    const server = createServer().once('error', failed);
    server.listen(0, '127.0.0.1', () => listening(server));
  });
}
