// Writes the assembled file system as an image in one file: an OCI layout, with the list that older `docker load` reads. Called by eng/image/assemble.
// The same folder and the same configuration give the same bytes: entries in order, no times, no owners but root.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const [folder, configuration, file] = process.argv.slice(2);
const { Properties: of, Items: items } = JSON.parse(readFileSync(configuration, 'utf8'));
const pairs = name => Object.fromEntries(items[name].map(item => [item.Identity, item.Value]).sort(([a], [b]) => (a < b ? -1 : 1)));
const work = mkdtempSync(join(tmpdir(), 'st-oci-'));
const blobs = join(work, 'layout', 'blobs', 'sha256');
mkdirSync(blobs, { recursive: true });

try {
  // What changes least is below, so that a new version of the program is the only layer that moves.
  const layers = [
    layer(readdirSync(folder).filter(name => name !== 'app').sort(), ['--exclude=./usr/share/dotnet']),
    layer(['usr/share/dotnet'], []),
    layer(['app'], []),
  ];
  const config = {
    User: of.ContainerUser,
    Env: Object.entries({ PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/home/app', ...pairs('ContainerEnvironmentVariable') })
      .map(([name, value]) => `${name}=${value}`),
    Entrypoint: items.ContainerAppCommand.map(item => item.Identity),
    WorkingDir: of.ContainerWorkingDirectory,
    Labels: pairs('ContainerLabel'),
    StopSignal: 'SIGTERM',
  };
  const image = json('application/vnd.oci.image.config.v1+json', {
    architecture: { x64: 'amd64', arm64: 'arm64' }[process.arch],
    os: 'linux',
    created: '1970-01-01T00:00:00Z',
    config,
    rootfs: { type: 'layers', diff_ids: layers.map(one => one.unpacked) },
  });
  const manifest = json('application/vnd.oci.image.manifest.v1+json', {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: image,
    layers: layers.map(one => one.descriptor),
  });
  const name = `${of.ContainerRepository}:${of.ContainerVersion}`;
  write('oci-layout', { imageLayoutVersion: '1.0.0' });
  write('index.json', {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: [{ ...manifest, annotations: { 'org.opencontainers.image.ref.name': of.ContainerVersion, 'io.containerd.image.name': name } }],
  });
  write('manifest.json', [{ Config: blob(image), RepoTags: [name], Layers: layers.map(one => blob(one.descriptor)) }]);
  mkdirSync(dirname(resolve(file)), { recursive: true });
  pack(join(work, 'layout'), ['blobs', 'index.json', 'manifest.json', 'oci-layout'], [], join(work, 'image.tar'));
  execFileSync('cp', [join(work, 'image.tar'), `${file}.part`]);
  renameSync(`${file}.part`, file);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function layer(names, options) {
  const plain = join(work, 'layer.tar');
  pack(folder, names, options, plain);
  const unpacked = `sha256:${hash(plain)}`;
  execFileSync('gzip', ['-n', '-6', '-f', plain]);
  return { unpacked, descriptor: keep(`${plain}.gz`, 'application/vnd.oci.image.layer.v1.tar+gzip') };
}

function pack(from, names, options, to) {
  execFileSync('tar', [
    '--create', `--file=${to}`, `--directory=${from}`, '--format=gnu', '--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--hard-dereference', ...options,
    ...names.map(name => `./${name}`),
  ], { env: { ...process.env, LC_ALL: 'C' } });
}

function json(mediaType, value) {
  const path = join(work, 'part.json');
  writeFileSync(path, JSON.stringify(value));
  return keep(path, mediaType);
}

function keep(path, mediaType) {
  const digest = hash(path);
  const size = statSync(path).size;
  renameSync(path, join(blobs, digest));
  return { mediaType, digest: `sha256:${digest}`, size };
}

function write(name, value) {
  writeFileSync(join(work, 'layout', name), JSON.stringify(value));
}

function blob({ digest }) {
  return `blobs/sha256/${digest.slice('sha256:'.length)}`;
}

function hash(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
