# What a machine must bring itself. Says everything that lacks at once, and the one line that installs it.

# need COMMAND PACKAGE WHY
need() {
  command -v "$1" >/dev/null 2>&1 && return 0
  lacking+=("$1 ($3)")
  packages+=("$2")
}

check_machine() {
  local lacking=() packages=()
  need dotnet dotnet-sdk-10.0 ".NET 10 SDK, everything is built with it"
  need node nodejs "Node.js 20.19 or newer, the storage emulator and the dashboard's build run on it"
  need npm npm "comes with Node.js"
  need tar tar "unpacks archives"
  if needs_compiler; then
    need cmake cmake "builds LightGBM; not needed when ST_LIGHTGBM names a library"
    need make make "builds LightGBM"
    need g++ g++ "builds LightGBM"
  fi
  if command -v dotnet >/dev/null 2>&1 && ! (cd "$root" && dotnet --version >/dev/null 2>&1); then
    lacking+=(".NET 10 SDK (found: $(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd, - || true))")
    packages+=(dotnet-sdk-10.0)
  fi
  if command -v node >/dev/null 2>&1 && ! has_new_node; then
    lacking+=("Node.js 20.19, 22.12 or newer (found: $(node -v))")
    packages+=(nodejs)
  fi
  [ ${#lacking[@]} -eq 0 ] && return 0
  say "This machine lacks:"
  printf '  - %s\n' "${lacking[@]}"
  say "Install: apt-get install ${packages[*]}   (or your system's packages of the same names)"
  exit 1
}

# What the dashboard's build tool asks for.
has_new_node() {
  node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19) ? 0 : 1)'
}

# The compiler is needed only until LightGBM is there once: in this clone or in the user's cache.
needs_compiler() {
  [ -z "${ST_LIGHTGBM:-}" ] && [ ! -e "$root/.native/lib_lightgbm.so" ] && ! compgen -G "$cache/lightgbm-*/lib_lightgbm.so" >/dev/null
}
