# Native libraries: each lands in .native/ (or stays where the user or the system has it) and gets a line in .native/manifest.json.
# Sourced by eng/setup; expects $root and $cache.

. "$root/eng/native/lightgbm.sh"
. "$root/eng/native/debian.sh"

# The cache is named by what it is made from, so a new package list or release never meets an old folder.
debian_kept=$cache/debian-$(. /etc/os-release 2>/dev/null; echo "${VERSION_CODENAME:-none}")-$(hash_of "$root/eng/native/debian.sh")-$(uname -m)

make_native() {
  mkdir -p "$root/.native" "$cache"
  # What a killed set-up of long ago left half done.
  find "$cache" -maxdepth 1 -name "part-*" -mmin +120 -exec rm -rf {} +
  rm -f "$root/.native/"*.so* "$root/.native/manifest.part"
  make_lightgbm
  make_xgboost
  make_blas
  { echo '['; paste -sd, "$root/.native/manifest.part" | sed 's/},{/},\n{/g'; echo ']'; } >"$root/.native/manifest.json.part"
  mv "$root/.native/manifest.json.part" "$root/.native/manifest.json"
  rm -f "$root/.native/manifest.part"
  cat "$root/.native/manifest.json"
}

# record NAME FILE VERSION SOURCE ORIGIN [PRELOAD...]
record() {
  local preload=''
  [ $# -le 5 ] || preload=$(printf ',"%s"' "${@:6}")
  printf '{"name":"%s","file":"%s","version":"%s","source":"%s","origin":"%s","preload":[%s]}\n' \
    "$1" "$2" "$3" "$4" "$5" "${preload#,}" >>"$root/.native/manifest.part"
}

# given_library NAME PATH VARIABLE
given_library() {
  [ -f "$2" ] || { echo "$3 names '$2', which is no file. Give the path of the shared library, or unset $3."; return 1; }
  record "$1" "$(readlink -f "$2")" unknown environment "$3"
}

# keep BUILT KEPT : publishes a finished folder under its name in one rename; when another clone was first, its folder stays.
keep() { mv -T "$1" "$2" 2>/dev/null || [ -d "$2" ]; }

tarball_version() { node -p "require('$root/eng/npm/tarballs.lock.json').tarballs['$1'].version"; }
tarball_key() { node -p "const t=require('$root/eng/npm/tarballs.lock.json').tarballs['$1'];t.version+'-'+Buffer.from(t.integrity.slice(7),'base64').toString('hex').slice(0,12)"; }
