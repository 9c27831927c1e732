// Starts the pinned Azurite for one owner: it ends when the owner's end of stdin closes, so it cannot outlive a killed parent.
//   node azurite/start.mjs --location DIR --ports BLOB,QUEUE,TABLE
import { mkdirSync } from 'node:fs';
import { Server } from 'node:http';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

const USAGE = 'usage: node azurite/start.mjs --location DIR --ports BLOB,QUEUE,TABLE';
const HOST = '127.0.0.1';
const PORT_TAKEN = 3;
const SERVICES = ['blob', 'queue', 'table'];
const GRACE_MS = 5_000;

function fail(message, code) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

function readArguments() {
  let values;
  try {
    ({ values } = parseArgs({ options: { location: { type: 'string' }, ports: { type: 'string' } } }));
  } catch (error) {
    fail(`${error.message}; ${USAGE}`, 2);
  }
  const ports = (values.ports ?? '').split(',').map(Number);
  const valid = ports.length === 3 && ports.every((p) => Number.isInteger(p) && p > 0 && p < 65536) && new Set(ports).size === 3;
  if (!values.location || !valid) {
    fail(`--ports takes three different ports from 1 to 65535, got '${values.ports ?? ''}'; ${USAGE}`, 2);
  }
  return { location: resolve(values.location), ports };
}

// Azurite takes its ports one after the other, a second after it was started: whoever was quicker is told of, by number and service.
function failWhereTaken(ports) {
  const { listen } = Server.prototype;
  Server.prototype.listen = function (...asked) {
    const refused = (error) => {
      const name = SERVICES[ports.indexOf(error.port)];
      fail(`port ${error.port} (Azurite ${name}) cannot be used: ${error.code === 'EADDRINUSE' ? 'it is taken by another process' : error.message}`, PORT_TAKEN);
    };
    this.once('error', refused).once('listening', () => this.off('error', refused));
    return listen.apply(this, asked);
  };
}

// Ctrl-C and a stop of the whole process group reach every process of the terminal, but the owner still writes its last rows then: only the end of stdin counts.
// What Azurite would do on SIGTERM, save its tables and exit, is kept for that.
let shutDown = () => process.exit(0);
function outliveSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
  const once = process.once.bind(process);
  process.once = (event, listener) => {
    if (event === 'SIGTERM') shutDown = listener;
    else if (event !== 'SIGINT') once(event, listener);
    return process;
  };
}

// A server that closes waits for connections on which nothing was ever asked, and a client's pool has some. The owner is gone: nobody asks any more.
function closeWithConnections() {
  const { close } = Server.prototype;
  Server.prototype.close = function (done) {
    close.call(this, done);
    this.closeAllConnections();
    return this;
  };
}

function endWithOwner() {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    // The timer is for the case that it hangs.
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    shutDown();
  };
  process.stdin.on('end', end).on('error', end).resume();
}

const { location, ports } = readArguments();
mkdirSync(location, { recursive: true });
endWithOwner();
outliveSignals();
closeWithConnections();
failWhereTaken(ports);

process.argv = [process.argv[0], process.argv[1],
  '--silent', '--disableTelemetry', '--skipApiVersionCheck', '--location', location,
  '--blobHost', HOST, '--blobPort', String(ports[0]),
  '--queueHost', HOST, '--queuePort', String(ports[1]),
  '--tableHost', HOST, '--tablePort', String(ports[2])];

// Azurite says that a service listens only on the console: count the three lines, pass nothing else on.
let listening = 0;
const log = console.log;
console.log = (...words) => {
  if (/successfully listen/i.test(words.join(' ')) && ++listening === 3) log('azurite ready');
};
createRequire(import.meta.url)('azurite/dist/src/azurite.js');
