// Asks the machine's package registry for what a partial registry may lack, and writes the answer where the build reads it:
//   .packages/registry.props   RegistryAzureRuntime, and a MissingFromRegistry item per absent package
//   .packages/sources.json     every package of Directory.Packages.props with where it comes from (`st doctor` shows it)
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const groups = JSON.parse(readFileSync(join(here, 'packages.json'), 'utf8'));
const versions = new Map([...readFileSync(join(root, 'Directory.Packages.props'), 'utf8')
  .matchAll(/<PackageVersion Include="([^"]+)" Version="([^"]+)"/g)].map(([, id, version]) => [id, version]));

// The project stands alone (no props of ours), does not see the packed feed, and has a cache of its own: otherwise the feed
// of an earlier set-up would be taken for the registry.
function missingOf(group) {
  const folder = join(root, '.packages', 'probe', group);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const references = groups[group].packages.map((id) => `    <PackageReference Include="${id}" Version="[${versionOf(id)}]" />`).join('\n');
  for (const file of ['Directory.Build.props', 'Directory.Build.targets', 'Directory.Packages.props']) writeFileSync(join(folder, file), '<Project />\n');
  writeFileSync(join(folder, 'nuget.config'),
    '<configuration><disabledPackageSources><add key="serverless-training-feed" value="true" /></disabledPackageSources></configuration>\n');
  writeFileSync(join(folder, 'probe.csproj'), `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
  <ItemGroup>\n${references}\n  </ItemGroup>\n</Project>\n`);
  const environment = { ...process.env, NUGET_PACKAGES: join(root, '.packages', 'probe', 'cache') };
  delete environment.AzureRuntime;
  const restore = spawnSync('dotnet', ['restore', join(folder, 'probe.csproj'), '-nodeReuse:false', '-v:minimal'],
    { cwd: folder, env: environment, encoding: 'utf8' });
  const output = `${restore.stdout}${restore.stderr}`;
  process.stdout.write(`--- ${group} (exit ${restore.status})\n${output}\n`);
  if (restore.status === 0) return [];
  const unreachable = output.match(/NU1301: .*/);
  if (unreachable) throw new Error(`the package registry does not answer: ${unreachable[0]}`);
  const absent = [...output.matchAll(/NU110[123]: Unable to find (?:a stable )?package ([A-Za-z0-9_.-]+?)\.?(?=\s|$)(?: with version \(([^)]*)\))?/g)]
    .map(([, id, range]) => ({ id, version: range?.replace(/^[>=\s]+/, '') ?? versions.get(id) ?? '' }));
  if (absent.length === 0) throw new Error(`the packages of '${group}' do not restore, though none is missing; see the log above`);
  return [...new Map(absent.map((p) => [p.id, p])).values()].sort((a, b) => a.id.localeCompare(b.id));
}

function versionOf(id) {
  const version = versions.get(id);
  if (!version) throw new Error(`${id} is named in eng/registry/packages.json but has no version in Directory.Packages.props`);
  return version;
}

const missing = { azure: missingOf('azure'), torch: missingOf('torch'), feed: missingOf('feed') };
const absent = [...missing.azure, ...missing.torch];
const runtime = absent.length === 0 ? 'azure' : 'local';
const isMissing = (group, id) => missing[group].some((p) => p.id === id);
const sources = [...versions].map(([id, version]) => {
  if (groups.feed.packages.includes(id) && isMissing('feed', id)) return { id, version, source: 'feed' };
  // Of the runtime, all or nothing is used: a package that the registry has is still not taken while a sibling lacks.
  const group = [groups.azure, groups.torch].find(({ packages, beside = [] }) => packages.includes(id) || beside.includes(id));
  if (group && runtime === 'local') return { id, version, source: 'missing', stand_in: group.stand_in };
  return { id, version, source: 'registry' };
});

writeFileSync(join(root, '.packages', 'sources.json'), `${JSON.stringify(sources, null, 2)}\n`);
writeFileSync(join(root, '.packages', 'registry.props'), `<Project>
  <!-- Written by eng/registry/probe.mjs from what the registry answered. -->
  <PropertyGroup><RegistryAzureRuntime>${runtime}</RegistryAzureRuntime></PropertyGroup>
  <ItemGroup>
${absent.map((p) => `    <MissingFromRegistry Include="${p.id}" Version="${p.version}" />`).join('\n')}
  </ItemGroup>
</Project>\n`);
rmSync(join(root, '.packages', 'probe'), { recursive: true, force: true });
process.stdout.write(`runtime ${runtime}; to pack: ${missing.feed.map((p) => p.id).join(', ') || 'nothing'}\n`);
