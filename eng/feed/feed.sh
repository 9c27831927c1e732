# The local package feed: genuine assemblies for what the registry lacks, packed once and kept in the user's cache.
# Sourced by eng/setup; expects $root and $cache.

make_feed() {
  local kept work ids
  rm -f "$root/.packages/feed/"*.nupkg
  # What was restored from the old feed is restored again.
  rm -f "$state/restore.key" "$state/build.key"
  ids=$(node -p "require('$root/.packages/sources.json').filter(p => p.source === 'feed').map(p => p.id).join(' ')")
  [ -n "$ids" ] || { echo "the registry has everything: nothing to pack"; return 0; }
  [ "$(uname -sm)" = "Linux x86_64" ] || {
    echo "The registry lacks $ids. They can be packed on Linux x86_64 only, this is $(uname -sm): use a registry that has them."
    return 1
  }
  kept=$cache/feed-$(feed_key)
  if [ ! -e "$kept/complete" ]; then
    work=$(mktemp -d "$cache/part-feed.XXXXXX")
    trap "rm -rf '$work'" EXIT
    node "$root/eng/npm/fetch.mjs" @azure/mcp-linux-x64 "$work/source.tgz"
    mkdir "$work/dist" "$work/keep"
    tar xzf "$work/source.tgz" -C "$work/dist" --strip-components=2 --wildcards 'package/dist/*.dll'
    keep_schemas "$work/dist"
    build_feed_tool "$work/tool"
    # All of the list, so that the folder does not depend on what one registry lacks.
    dotnet "$work/tool/ServerlessTraining.Feed.dll" "$work/dist" "$work/keep"
    touch "$work/keep/complete"
    keep "$work/keep" "$kept"
  fi
  local id
  for id in $ids; do
    cp "$kept/$(printf '%s' "$id" | tr '[:upper:]' '[:lower:]')".[0-9]*.nupkg "$root/.packages/feed/"
    # A package unpacked from another feed under the same version would be taken for this one.
    rm -rf "$root/.packages/cache/$(printf '%s' "$id" | tr '[:upper:]' '[:lower:]')"
  done
  ls "$root/.packages/feed"
}

schemas=Azure.Bicep.Types.Az.dll

# The schemas of Azure's resources, which tests/Infra checks infra/ against: one assembly of the same tarball, read and never run.
make_schemas() {
  local kept work
  kept=$(schemas_folder)
  if [ ! -e "$kept/$schemas" ]; then
    work=$(mktemp -d "$cache/part-schemas.XXXXXX")
    trap "rm -rf '$work'" EXIT
    node "$root/eng/npm/fetch.mjs" @azure/mcp-linux-x64 "$work/source.tgz"
    mkdir "$work/dist"
    tar xzf "$work/source.tgz" -C "$work/dist" --strip-components=2 "package/dist/$schemas"
    keep_schemas "$work/dist"
  fi
  mkdir -p "$root/.packages/bicep"
  cp "$kept/$schemas" "$root/.packages/bicep/"
}

schemas_folder() { printf '%s' "$cache/bicep-$(tarball_key @azure/mcp-linux-x64)"; }

# keep_schemas FOLDER: out of an unpacked tarball, so that it is fetched once for both steps.
keep_schemas() {
  [ ! -e "$(schemas_folder)/$schemas" ] || return 0
  mkdir "$1/bicep"
  mv "$1/$schemas" "$1/bicep/"
  keep "$1/bicep" "$(schemas_folder)"
}

build_feed_tool() {
  dotnet build "$root/eng/feed/Feed.csproj" -c Release -o "$1" "${dotnet_quiet[@]}"
}

feed_key() { hash_of "$root"/eng/feed/*.cs "$root/eng/feed/packages.json" "$root/eng/npm/tarballs.lock.json"; }
